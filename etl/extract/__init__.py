"""A received file to parsed cells: reading, correcting, parsing, resolving."""
