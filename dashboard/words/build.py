"""Which build the figures are of, for readers and in the names of files."""

from dashboard.queries.build import build_of
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _, format_instant


def build_words(source: Warehouse) -> str:
    """`Bản số liệu 12, lập 15:53 ngày 29/11/2026`: the time of Vietnam."""
    build = build_of(source)
    return _("Bản số liệu {build}, lập {day}").format(
        build=build.build_id, day=format_instant(build.built_at)
    )


def build_name(source: Warehouse) -> str:
    """`Bản số liệu 12`."""
    return _("Bản số liệu {build}").format(build=build_of(source).build_id)


def of_build(stem: str, source: Warehouse) -> str:
    """The name of a file that holds figures of a build: `observation_b12`."""
    return f"{stem}_b{build_of(source).build_id}"
