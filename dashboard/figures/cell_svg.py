"""The frame of the small pictures in cells: a standalone SVG that is light or dark as its page."""

from collections.abc import Iterable, Mapping

Pair = tuple[str, str]
"""A colour on a light page and on a dark one."""


def cell_svg(width: int, height: int, colours: Mapping[str, Pair], parts: Iterable[str]) -> str:
    """`colours` are names of classes, each with its fill; strokes take it by `currentColor`."""
    rules = "".join(
        f".{name}{{color:light-dark({light},{dark})}}" for name, (light, dark) in colours.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><style>:root{{color-scheme:light dark;'
        f"fill:currentColor;font:9px system-ui,sans-serif}}{rules}</style>{''.join(parts)}</svg>"
    )


def short(number: float) -> str:
    """A coordinate to the tenth of a pixel."""
    return f"{number:.1f}".removesuffix(".0")
