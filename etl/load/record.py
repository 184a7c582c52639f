"""A row on its way to the store."""

from typing import Any

Record = dict[str, Any]
"""Column to cell, as `schema.sql` names them."""
