"""Tables of the page on which a report comes in: what is found, changes, and was published."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.updates import (
    Difference,
    Event,
    FigureChange,
    FoundTable,
    Jump,
    RankMove,
    VerdictChange,
)
from dashboard.words.cells import Figure, figures
from dashboard.words.updates import ACTIONS, STEPS, figure_words, place_words
from dashboard.words.vocabulary import CLAIM_VERDICTS, STATUSES, VERDICTS
from etl.language.i18n import _, format_date, format_instant, format_number


def found_table(found: Sequence[FoundTable]) -> pd.DataFrame:
    """A row for each table of the received file."""
    return pd.DataFrame(
        {
            _("Bảng"): [item.recognised_as or item.title or _("Không rõ tên") for item in found],
            _("Chỗ trong tệp"): [place_words(item.place) for item in found],
            _("Dòng"): figures(
                Figure(format_number(item.rows), float(item.rows)) for item in found
            ),
            _("Nhận ra"): [_recognised(item) for item in found],
            _("Cần xem"): ["; ".join(item.problems) for item in found],
        }
    )


def _recognised(item: FoundTable) -> str:
    if item.entry is None:
        return _("Chưa nhận ra: cần người khai báo bảng")
    if item.is_known:
        return _("Đã có, giống từng ô")
    if item.open_keys:
        return _("Còn phải cho biết {count} điều").format(count=len(item.open_keys))
    return _("Sẵn sàng để so sánh")


def figure_changes(changes: Sequence[FigureChange]) -> pd.DataFrame:
    """A row for each figure: as it is published, and as it will be."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [item.unit_vi for item in changes],
            _("Chỉ số"): [item.indicator_vi for item in changes],
            _("Kỳ"): [item.period_label for item in changes],
            _("Đang công bố"): figures(
                Figure(figure_words(item, new=False), item.old) for item in changes
            ),
            _("Sẽ công bố"): figures(
                Figure(figure_words(item, new=True), item.new) for item in changes
            ),
            _("Thay đổi"): [_(STEPS[item.status]) for item in changes],
        }
    )


def jumps_table(jumps: Sequence[Jump]) -> pd.DataFrame:
    """Changes from the period before that an analyst should look at in the document."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [item.unit_vi for item in jumps],
            _("Chỉ số"): [item.indicator_vi for item in jumps],
            _("Kỳ trước"): [item.earlier_label for item in jumps],
            _("Số kỳ trước"): figures(_number(item.old) for item in jumps),
            _("Kỳ"): [item.period_label for item in jumps],
            _("Số kỳ này"): figures(_number(item.new) for item in jumps),
        }
    )


def verdicts_table(changes: Sequence[VerdictChange]) -> pd.DataFrame:
    """Verdicts that turn."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [item.unit_vi for item in changes],
            _("Chỉ số"): [item.indicator_vi for item in changes],
            _("Hạn"): [format_date(date.fromisoformat(item.due_on)) for item in changes],
            _("Đang công bố"): [_verdict(item.old) for item in changes],
            _("Sẽ công bố"): [_verdict(item.new) for item in changes],
        }
    )


def ranks_table(moves: Sequence[RankMove], most: int) -> pd.DataFrame:
    """The places that move most."""
    moved = sorted(moves, key=lambda item: -abs(item.moved))[:most]
    return pd.DataFrame(
        {
            _("Đơn vị"): [item.unit_vi for item in moved],
            _("Chỉ số"): [item.indicator_vi for item in moved],
            _("Hạng đang công bố"): [f"{item.old}/{item.old_ranked}" for item in moved],
            _("Hạng sẽ công bố"): [f"{item.new}/{item.new_ranked}" for item in moved],
        }
    )


def claims_table(found: Difference) -> pd.DataFrame:
    """Statements of texts whose test ends otherwise."""
    return pd.DataFrame(
        {
            _("Lời văn"): [item.statement_vi for item in found.claims],
            _("Đang công bố"): [_claim(item.old) for item in found.claims],
            _("Sẽ công bố"): [_claim(item.new) for item in found.claims],
        }
    )


def without_table(found: Difference) -> pd.DataFrame:
    """Units that will have no figure, by reason."""
    return pd.DataFrame(
        {
            _("Chỉ số"): [item.indicator_vi for item in found.without],
            _("Kỳ"): [item.period_label for item in found.without],
            _("Lý do"): [_(STATUSES[item.status]) for item in found.without],
            _("Đơn vị"): [", ".join(item.units_vi) for item in found.without],
        }
    )


def history_table(events: Sequence[Event]) -> pd.DataFrame:
    """Who did what when, and why."""
    return pd.DataFrame(
        {
            _("Lúc"): [format_instant(item.at) for item in events],
            _("Việc"): [_(ACTIONS[item.action]) for item in events],
            _("Bản"): [str(item.build) for item in events],
            _("Thay cho bản"): [str(item.before or "") for item in events],
            _("Ai"): [item.who for item in events],
            _("Vì sao"): [item.why for item in events],
        }
    )


def _number(value: float) -> Figure:
    decimals = 0 if value == round(value) else 2
    return Figure(format_number(value, decimals), value)


def _verdict(code: str | None) -> str:
    return "" if code is None else _(VERDICTS[code])


def _claim(code: str | None) -> str:
    return "" if code is None else _(CLAIM_VERDICTS[code])
