"""The words of a PDF, as a test compares them."""

from pathlib import Path

import pypdfium2 as pdfium


def pdf_text(document: bytes | Path | pdfium.PdfDocument) -> str:
    """All words of a document without the blanks between and, from cut fonts, inside them."""
    return "".join(sheet_texts(document))


def sheet_texts(document: bytes | Path | pdfium.PdfDocument) -> list[str]:
    """The same, sheet by sheet."""
    if not isinstance(document, pdfium.PdfDocument):
        document = pdfium.PdfDocument(document)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]
