"""What the build noticed in the sources.

Message by code, for `dashboard/words/statements.py`; `{name}` stands for the part of that name.
"""

ISSUE_SENTENCES: dict[str, str] = {}
