"""Notes of figures, targets and tasks: how each was read or derived.

Message by code, for `dashboard/words/statements.py`; `{name}` stands for the part of that name.
"""

NOTE_SENTENCES: dict[str, str] = {}
