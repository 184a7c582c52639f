"""What feeds say: in a sentence each, of figures that changed and of targets that come due."""

from dashboard.queries.feeds import ChangedFigures, DueTarget
from dashboard.queries.indicators import Indicator
from dashboard.words.changes import CHANGE_DIRECTIONS
from dashboard.words.values import format_bounds
from dashboard.words.vocabulary import COMPARATORS, SCOPES, VERDICTS
from etl.language.i18n import N_, _, capital, format_date, format_number

BUILDS, CHANGES, TARGETS = "builds", "changes", "targets"

FEEDS = {
    BUILDS: N_("Bản số liệu mới"),
    CHANGES: N_("Số liệu thay đổi so với kỳ trước"),
    TARGETS: N_("Mục tiêu sắp đến hạn"),
}
"""Message ids of the titles, by the name of the feed."""


def change_title(found: ChangedFigures) -> str:
    """`DVCTT toàn trình, tỉnh, thành phố: 2024 so với 2023`."""
    return _("{indicator}, {level}: kỳ {period} so với kỳ {earlier}").format(
        indicator=found.indicator_vi,
        level=_(SCOPES[found.level]),
        period=found.period_label,
        earlier=found.earlier_label,
    )


def change_summary(found: ChangedFigures) -> str:
    """`40 tốt lên, 12 kém đi.`; of a single one only which way it went."""
    if sum(found.units) == 1:
        return f"{capital(_(CHANGE_DIRECTIONS[found.directions[0]]))}."
    parts = (
        f"{format_number(units)} {_(CHANGE_DIRECTIONS[direction])}"
        for direction, units in zip(found.directions, found.units, strict=True)
    )
    return f"{', '.join(parts)}."


def target_title(found: DueTarget) -> str:
    """`Hài lòng với DVCTT, cả nước: đến hạn 31/12/2026`."""
    return _("{indicator}, {level}: đến hạn {day}").format(
        indicator=found.indicator_vi, level=_(SCOPES[found.scope]), day=format_date(found.due_on)
    )


def target_summary(indicator: Indicator, found: DueTarget) -> str:
    """The amount, what it is a share of, where its units stand, and who has set it."""
    amount = format_bounds(indicator, found.low, found.high)
    sentences = [f"{_('Mục tiêu')}: {_(COMPARATORS[found.comparator])} {amount}"]
    if found.base_vi is not None:
        sentences.append(_("tính trên {base}").format(base=found.base_vi))
    if found.verdicts:
        stand = ", ".join(
            f"{_(VERDICTS[verdict])}: {format_number(units)}"
            for verdict, units in zip(found.verdicts, found.units, strict=True)
        )
        sentences.append(_("theo số liệu mới nhất: {stand}").format(stand=stand))
    sentences.append(f"{_('Nguồn')}: {found.documents_vi}")
    return f"{'; '.join(sentences)}."
