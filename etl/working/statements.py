"""Statements as queries make them; the pieces are macros of `macros.sql`."""


def coded(code: str) -> str:
    """The code of a statement, as a query writes it."""
    return f"'{code}'"
