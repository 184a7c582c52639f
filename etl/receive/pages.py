"""A document that is read page by page: tables that page breaks cut are made whole again."""

from collections.abc import Iterable, Iterator

from etl.language.folding import fold
from etl.receive.grid import has_figures
from etl.receive.model import Block, Line, Table, TableRow


def joined_pages(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, with a table that goes on at the top of the next page made one."""
    held: Table | None = None
    for block in blocks:
        if held and isinstance(block, Table):
            if (further := _next_part(held, block)) is not None:
                held = further
                continue
            yield held
            held = block
        elif isinstance(block, Table):
            held = block
        elif not (held and _is_page_number(block)):
            if held:
                yield held
                held = None
            yield block
    if held:
        yield held


def _is_page_number(line: Line) -> bool:
    return line.text.strip("-– ").isdecimal()


def _next_part(table: Table, part: Table) -> Table | None:
    """The table with a part that repeats its header or has none; None for another table."""
    if len(part.header) != len(table.header) or part.rows[0].place == table.rows[-1].place:
        return None
    if list(map(fold, part.header)) != list(map(fold, table.header)):
        if not has_figures(part.header):
            return None
        return Table(table.rows + part.rows)
    body = part.body
    if body and _is_rest(table.rows[-1], body[0]):
        rest, last = body[0], table.rows[-1]
        cells = tuple(f"{a} {b}".strip() for a, b in zip(last.cells, rest.cells, strict=True))
        return Table((*table.rows[:-1], TableRow(cells, last.place), *body[1:]))
    return Table(table.rows + body)


def _is_rest(last: TableRow, first: TableRow) -> bool:
    """Whether the first row of a page is the end of the one before: it has no number of its own.

    A row below a number that is its own, too, has figures where the one above has some.
    """
    both = any(
        has_figures([above]) and has_figures([below])
        for above, below in zip(last.cells, first.cells, strict=True)
    )
    return not first.cells[0] and has_figures(last.cells[:1]) and not both
