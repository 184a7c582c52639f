"""The words of a PDF, as a test compares them."""

from pathlib import Path

import pypdfium2 as pdfium


def pdf_text(document: bytes | Path | pdfium.PdfDocument) -> str:
    """All words of a document without the blanks between and, from cut fonts, inside them."""
    if not isinstance(document, pdfium.PdfDocument):
        document = pdfium.PdfDocument(document)
    texts = (page.get_textpage().get_text_range() for page in document)
    return "".join("".join(texts).split())
