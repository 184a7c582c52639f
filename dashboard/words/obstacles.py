"""What is said of obstacles."""

from dataclasses import replace

from dashboard.queries.obstacle_rows import NO_OWNER
from dashboard.queries.obstacles import Counted, Filter, Obstacles
from dashboard.queries.registers import UnitObstacle
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.markdown import plain
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import N_, _, format_month, format_number

NO_OWNER_VI = N_("Không nêu cơ quan")

_NAMED = 3
"""More provinces than these that share the highest count are no news."""


def obstacles_caption(source: Warehouse, shown: Obstacles, wanted: Filter) -> Caption:
    """The obstacles that match."""
    table = shown.table
    return documents_caption(
        source,
        _("Vướng mắc khi kết nối, khai thác dữ liệu và hệ thống của Trung ương"),
        file_stem(
            *("obstacles", "province", shown.structure.id, wanted.region_id, wanted.unit_id),
            *(wanted.owner_id, wanted.system_group, wanted.category, _period(shown)),
        ),
        cited=[table.document],
        place=table.appendix,
        unit=_("vướng mắc"),
        period=_period(shown),
        scope=structure_name(shown.structure, "province"),
        notes=(table.note_vi,),
    )


def _period(shown: Obstacles) -> str:
    return format_month(shown.table.data_as_of)


def owner_choices(shown: Obstacles) -> dict[str, str]:
    """The owners by id; last, if any obstacle names none, that it does not."""
    is_open = any(NO_OWNER in row.owner_ids for row in shown.rows)
    return shown.owners | ({NO_OWNER: _(NO_OWNER_VI)} if is_open else {})


def owner_counts(shown: Obstacles, wanted: Filter) -> list[Counted]:
    """`by_owner` with a label for obstacles that name no owner."""
    return [
        replace(item, label=_(NO_OWNER_VI)) if item.id == NO_OWNER else item
        for item in shown.by_owner(wanted)
    ]


def place_words(item: UnitObstacle) -> str:
    """`Phụ lục V, dòng 970`."""
    return _("{appendix}, dòng {line}").format(appendix=item.appendix, line=item.document_line)


def finding(shown: Obstacles, wanted: Filter) -> str:
    """How many obstacles, of how many provinces, and who reports most: in one sentence."""
    rows, provinces = shown.matching(wanted), shown.by_province(wanted)
    if not rows:
        return nothing_found(shown, wanted)
    text = _("{count} vướng mắc của {some}/{all} tỉnh, thành phố").format(
        count=format_number(len(rows)), some=len({row.unit_id for row in rows}), all=len(provinces)
    )
    counts = {row.count for row in provinces if row.count}
    most = max(counts)
    names = [row.short_name_vi for row in provinces if row.count == most]
    if wanted.unit_id is not None or len(counts) == 1 or len(names) > _NAMED:
        return f"{text}."
    return _("{text}; nhiều nhất: {names} ({most}).").format(
        text=text, names=", ".join(names), most=most
    )


def unit_words(shown: Obstacles, unit_id: str) -> str:
    """What a province has reported, whatever the list is narrowed to. Markdown."""
    own = Filter(unit_id=unit_id)
    rows = shown.matching(own)
    if not rows:
        return plain(nothing_found(shown, own))
    return _("**{unit}** nêu {count} vướng mắc: {kinds}.").format(
        unit=plain(rows[0].unit_vi), count=format_number(len(rows)), kinds=_kinds(shown, own)
    )


def owner_words(shown: Obstacles, owner_id: str) -> str:
    """What is reported of the systems of one body, and by how many provinces. Markdown."""
    own = Filter(owner_id=owner_id)
    rows = shown.matching(own)
    return _("**{owner}**: {count} vướng mắc do {some}/{all} tỉnh, thành phố nêu: {kinds}.").format(
        owner=plain(owner_choices(shown)[owner_id]),
        count=format_number(len(rows)),
        some=len({row.unit_id for row in rows}),
        all=len(shown.provinces),
        kinds=_kinds(shown, own),
    )


def _kinds(shown: Obstacles, wanted: Filter) -> str:
    """`5 lỗi, chậm, không ổn định; 2 chưa kết nối, chia sẻ`."""
    return "; ".join(
        f"{format_number(item.count)} {plain(item.label[:1].lower() + item.label[1:])}"
        for item in shown.by_category(wanted)
    )


def nothing_found(shown: Obstacles, wanted: Filter) -> str:
    """Why no row is shown: nothing was reported, or nothing matches."""
    listed = [
        row.region_vi if wanted.unit_id is None else row.short_name_vi
        for row in shown.provinces
        if (row.region_id if wanted.unit_id is None else row.unit_id)
        == (wanted.unit_id or wanted.region_id)
    ]
    if wanted.narrows_provinces or not listed:
        return _("Không có vướng mắc nào khớp với bộ lọc. Hãy bỏ bớt điều kiện lọc.")
    return _(
        "{place} không nêu vướng mắc nào trong {appendix}; không nêu chưa chắc là không gặp."
    ).format(place=listed[0], appendix=shown.table.appendix)
