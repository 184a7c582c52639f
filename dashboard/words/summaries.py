"""What a figure shows, in one sentence: its text alternative and its caption."""

from collections.abc import Sequence

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.target_matrix import unit_tallies
from dashboard.analysis.targets import Tally
from dashboard.analysis.ties import MOST_NAMED, ends_of, share_a_place
from dashboard.queries.benchmarks import Benchmark
from dashboard.queries.documents import weakest
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import MET, NOT_MET
from dashboard.store.made_once import made_once
from dashboard.words.periods import view_period
from dashboard.words.values import FLAG_WORDS, format_amount, format_group, format_value
from dashboard.words.views import describe_targets
from dashboard.words.vocabulary import marked
from etl.language.i18n import _, format_number


@made_once(512)
def finding(view: View, rows: Sequence[ViewRow]) -> str:
    """Who leads, who trails, how many reach the target, how many have no value."""
    valued, without = split_by_value(ordered(rows, "hang"))
    if view.is_of_single_units:
        words = _(
            "{indicator}, kỳ {period}: nguồn chỉ nêu vài đơn vị ({count}), nên không xếp hạng, "
            "không tính trung bình, không vẽ bản đồ."
        )
        return words.format(
            indicator=view.indicator.name_vi, period=view.period_label, count=len(valued)
        )
    sentences: list[str] = []
    name = view.indicator.name_vi
    if view.is_provisional:
        name = f"{name}, {view_period(view)}"
    if not valued:
        sentences.append(_("{indicator}: không đơn vị nào có số liệu").format(indicator=name))
    elif view.indicator.value_kind == "flag":
        sentences.append(f"{name}: {_flags(valued)}")
    else:
        first, last = ends_of(valued, view.indicator.better)
        words = _("{indicator}: {first} đứng đầu, {last} đứng cuối")
        if view.indicator.value_kind == "count":
            words = _("{indicator}: {first} nhiều nhất, {last} ít nhất")
        sentences.append(
            words.format(
                indicator=name,
                first=_at_the_end(view, first),
                last=_at_the_end(view, last),
            )
        )
    if view.due_on is not None and not view.is_allocation:
        judged = [row for row in rows if row.is_applicable]
        sentences.append(
            _("{met}/{all} đơn vị đạt ({target})").format(
                met=sum(row.verdict == MET for row in judged),
                all=marked(str(len(judged)), weakest(row.verdict_confirmation for row in judged)),
                target=describe_targets(view),
            )
        )
    missing = [row for row in without if row.is_applicable]
    if missing and valued:
        sentences.append(_("{count} đơn vị không có số liệu").format(count=len(missing)))
    return "; ".join(sentences) + "."


def all_alike(view: View, rows: Sequence[ViewRow]) -> str:
    """What a map of verdicts would say of units that all reach their target, or all miss it.

    Empty where they differ, or where it is not known of some.
    """
    judged = [row for row in rows if row.is_applicable]
    verdicts = {row.verdict for row in judged}
    if len(judged) < 2 or len(verdicts) > 1 or not verdicts <= {MET, NOT_MET}:
        return ""
    words = _("Cả {count} đơn vị đều chưa đạt ({target}).")
    if MET in verdicts:
        words = _("Cả {count} đơn vị đều đạt ({target}).")
    return words.format(count=format_number(len(judged)), target=describe_targets(view))


def _flags(valued: Sequence[ViewRow]) -> str:
    """`Có: 10; Chưa: 53`; an answer that nobody gives is left out."""
    counts = {word: sum(row.value == value for row in valued) for value, word in FLAG_WORDS.items()}
    return "; ".join(f"{_(word)}: {count}" for word, count in counts.items() if count)


def _at_the_end(view: View, rows: Sequence[ViewRow]) -> str:
    """A unit with its value and how many stand where it stands, or the group where they are many.

    Where intervals leave open who of them it is, only how many it may be.
    """
    if not share_a_place(rows):
        return _("một trong {count} đơn vị").format(count=len(rows))
    row = rows[0]
    if len(rows) > MOST_NAMED:
        return format_group(view.indicator, row, len(rows))
    words = f"{row.short_name_vi} ({format_value(view.indicator, row)})"
    if len(rows) == 1:
        return words
    company = _("{unit} và {count} đơn vị cùng hạng")
    if view.indicator.value_kind == "count":
        company = _("{unit} và {count} đơn vị bằng nhau")
    return company.format(unit=words, count=len(rows) - 1)


def tally_finding(tallies: Sequence[Tally]) -> str:
    """Which goal most units reached, which fewest, and how many reached each."""

    def words(item: Tally) -> str:
        count = marked(f"{item.counts[MET]}/{item.judged}", item.confirmation)
        return f"{item.goal.indicator.short_name_vi} {count}"

    ranked = sorted(tallies, key=lambda item: item.counts[MET], reverse=True)
    if ranked[0].counts[MET] == ranked[-1].counts[MET]:
        # Of one, or of as many of each, none is the most.
        return _("Số đơn vị đạt: {goal}.").format(goal="; ".join(map(words, ranked)))
    sentence = _("Nhiều đơn vị đạt nhất: {best}; ít nhất: {worst}").format(
        best=words(ranked[0]), worst=words(ranked[-1])
    )
    return "; ".join([sentence, *(words(item) for item in ranked[1:-1])]) + "."


def matrix_finding(views: Sequence[View], unit_ids: Sequence[str]) -> str:
    """Who reached most of the goals, and how many of the units none."""
    of_unit = {item.unit_id: item for item in unit_tallies(views)}
    tallies = [of_unit[unit_id] for unit_id in unit_ids]
    most = max(item.met for item in tallies)
    none = _("{none}/{units} đơn vị chưa đạt mục tiêu nào").format(
        none=sum(not item.met for item in tallies), units=len(unit_ids)
    )
    if not most:
        return f"{none}."
    leaders = _("{best}/{goals} mục tiêu là nhiều nhất: {names}").format(
        best=most,
        goals=len(views),
        names=", ".join(item.short_name_vi for item in tallies if item.met == most),
    )
    return f"{leaders}; {none}."


def benchmark_name(found: Benchmark) -> str:
    """Whose level it is and how it came about."""
    if found.whole_vi is not None and found.is_counted:
        return _("{bloc}, tính từ số đếm").format(bloc=found.whole_vi)
    if found.whole_vi is not None:
        return _("{bloc}, báo cáo công bố").format(bloc=found.whole_vi)
    return _("Trung bình cộng của {count} đơn vị có số liệu").format(
        count=format_number(found.averaged)
    )


def format_benchmark(indicator: Indicator, found: Benchmark) -> str:
    """`55,38%`; with the sign where a figure it is made of has no official document."""
    return marked(format_amount(indicator, found.value, found.decimals), found.confirmation)
