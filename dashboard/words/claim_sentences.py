"""What the tables say of the claims of a text.

Message by code, for `dashboard/words/statements.py`; `{name}` stands for the part of that name.
"""

CLAIM_SENTENCES: dict[str, str] = {}
