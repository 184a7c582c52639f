"""What is said of obstacles."""

from dashboard.queries.obstacles import _NAMED, Filter, Obstacles
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import About, about_documents, file_stem
from etl.language.i18n import _, format_month, format_number


def about_obstacles(source: Warehouse, shown: Obstacles, wanted: Filter) -> About:
    """The obstacles that match."""
    place = shown.source
    return about_documents(
        source,
        _("Vướng mắc khi kết nối, khai thác dữ liệu và hệ thống của Trung ương"),
        file_stem(
            *("obstacles", "province", shown.structure.id, wanted.region_id, wanted.unit_id),
            *(wanted.owner_id, wanted.system_group, wanted.category, _period(shown)),
        ),
        cited=[place["document"]],
        place=place["appendix"],
        unit=_("vướng mắc"),
        period=_period(shown),
        scope=_(shown.structure.name("province")),
        notes=(place["note_vi"],),
    )


def _period(shown: Obstacles) -> str:
    day = shown.source["data_as_of"]
    return format_month(day)


def finding(shown: Obstacles, wanted: Filter) -> str:
    """How many obstacles, of how many provinces, and who reports most: in one sentence."""
    rows, provinces = shown.matching(wanted), shown.by_province(wanted)
    if rows.empty:
        return nothing_found(shown, wanted)
    text = _("{count} vướng mắc của {some}/{all} tỉnh, thành phố").format(
        count=format_number(len(rows)), some=rows["unit_id"].nunique(), all=len(provinces)
    )
    counts = provinces.loc[provinces["count"] > 0, "count"]
    names = provinces.loc[provinces["count"] == counts.max(), "short_name_vi"].tolist()
    if wanted.unit_id is not None or counts.nunique() == 1 or len(names) > _NAMED:
        return f"{text}."
    return _("{text}; nhiều nhất: {names} ({most}).").format(
        text=text, names=", ".join(names), most=counts.max()
    )


def nothing_found(shown: Obstacles, wanted: Filter) -> str:
    """Why no row is shown: nothing was reported, or nothing matches."""
    place = "unit_id" if wanted.unit_id is not None else "region_id"
    listed = shown.provinces[shown.provinces[place] == (wanted.unit_id or wanted.region_id)]
    if wanted.narrows_provinces or listed.empty:
        return _("Không có vướng mắc nào khớp với bộ lọc. Hãy bỏ bớt điều kiện lọc.")
    name = "short_name_vi" if place == "unit_id" else "region_vi"
    return _(
        "{place} không nêu vướng mắc nào trong {appendix}; không nêu chưa chắc là không gặp."
    ).format(place=listed[name].iloc[0], appendix=shown.source["appendix"])
