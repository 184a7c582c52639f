"""Ids from the words of headings and titles."""

from etl.language.folding import fold

_LONGEST = 48


def slug(text: str, between: str) -> str:
    """The plain letters and digits of a text, cut after a whole word; empty if it has none."""
    words = [word for word in fold(text).split() if word.isascii()]
    while len(between.join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    return between.join(words)[:_LONGEST].strip(between)
