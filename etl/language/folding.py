"""Text without case, tone marks and punctuation: how names and words are searched for."""

import unicodedata

# The letters that NFKD does not take apart into a base letter and marks. Some fonts and keyboards
# write U+00D0, another letter, for Đ.
_UNDECOMPOSED = str.maketrans({"đ": "d", "Đ": "d", "\u00d0": "d"})


def fold(text: str) -> str:
    """The text as words of plain letters and digits, one space between them.

    `Đắk Lắk` and `dak lak` fold to the same key.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    letters = "".join(
        char if char.isalnum() else " "
        for char in decomposed.casefold()
        if not unicodedata.combining(char)
    )
    return " ".join(letters.split())
