"""What a brief consists of, before any file format: one page of paragraphs and tables."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `lead` is set in bold before the text."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Picture:
    """A PNG in a cell; its sides are in millimetres."""

    png: bytes
    width: float
    height: float
    alt: str


Cell = str | Picture


@dataclass(frozen=True)
class BriefTable:
    """Rows of words and pictures under a header; `widths` are shares of the text's width."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


Block = Paragraph | BriefTable


@dataclass(frozen=True)
class Brief:
    """A whole brief."""

    title: str
    unit: str
    dates: str
    """When the figures are of and when the brief was made."""
    headline: str
    """What the figures come to, in bold; empty where there is nothing to count."""
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    """How to read the figures, and where they are from: small print at the end."""
    scale: float
    """Of the letters, so that all stands on one page."""
