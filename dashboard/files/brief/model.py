"""What a brief consists of, before any file format: sections of paragraphs, tables and pictures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `lead` is set in bold before the text."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short paragraphs."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class BriefTable:
    """Rows of words under a header; `widths` are shares of the text's width, adding up to 1."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """A PNG as wide as the text; `ratio` is its height over its width."""

    png: bytes
    ratio: float
    caption: str
    alt: str


Block = Paragraph | Bullets | BriefTable | Picture


@dataclass(frozen=True)
class Section:
    """A numbered part of the brief."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Brief:
    """A whole brief."""

    title: str
    unit: str
    dates: str
    """When the figures are of and when the brief was made."""
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    """How to read the figures, and where they are from: small print at the end."""
