"""The words of the data in another language: the catalogue's own texts, through gettext.

A build is made once per language of `dashboard.i18n.LANGUAGES`; the figures are the same, the words
are those of `data/catalogue/<language>.po`. Names of units are the catalogue's `name_en`; what a
document prints stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from etl.catalogue.load import Catalogue
from etl.catalogue.specs import UnitSpec
from etl.language.i18n import LANGUAGES, read_catalogue, read_translations

# Texts whose names do not end in `_vi`, since the contract or the table's shape names them.
_TEXTS = {
    "absent",
    "appendix",
    "categories",
    "confidence",
    "legal_basis",
    "measured_by",
    "system_groups",
}


@dataclass(frozen=True)
class Messages:
    """The texts of one language, and those a build has asked for, by where they were met."""

    translations: NullTranslations
    asked: dict[str, set[str]] = field(default_factory=dict)

    def say(self, text: str, where: str = "data/raw") -> str:
        """`text` in this language, or as it is where nobody has translated it."""
        if not text:
            return text
        self.asked.setdefault(text, set()).add(where)
        return self.translations.gettext(text)


def messages_of(folder: Path, language: str) -> Messages:
    """The messages for the catalogue in `folder`; none yet where the file does not exist."""
    path = folder / f"{language}.po"
    return Messages(read_translations(path) if path.exists() else NullTranslations())


def translations(folder: Path) -> list[dict[str, str]]:
    """Every translated text of the catalogue in `folder`, by language."""
    return [
        {"language": language, "text_vi": str(message.id), "text": str(message.string)}
        for language in LANGUAGES[1:]
        if (path := folder / f"{language}.po").exists()
        for message in read_catalogue(path)
        if message.id and message.string
    ]


def translated(catalogue: Catalogue, messages: Messages) -> Catalogue:
    """The catalogue with its texts in the language of `messages`."""

    def each(specs: Mapping[str, Any], where: str) -> dict[str, Any]:
        return {key: _model(spec, messages, where) for key, spec in specs.items()}

    def every(specs: tuple[Any, ...], where: str) -> tuple[Any, ...]:
        return tuple(_model(spec, messages, where) for spec in specs)

    topics = every(catalogue.topics, "indicators")
    return replace(
        catalogue,
        say=messages.say,
        documents=each(catalogue.documents, "documents.yml"),
        units={key: _unit(unit, messages) for key, unit in catalogue.units.items()},
        lineage=every(catalogue.lineage, "unit_lineage.csv"),
        unit_names=every(catalogue.unit_names, "unit_names.csv"),
        topics=topics,
        indicators={spec.indicator_id: spec for topic in topics for spec in topic.indicators},
        tables=each(catalogue.tables, "tables"),
        corrections=every(catalogue.corrections, "corrections.yml"),
        claims=every(catalogue.claims, "claims.yml"),
        glossary=every(catalogue.glossary, "glossary.yml"),
    )


def _unit(unit: UnitSpec, messages: Messages) -> UnitSpec:
    where = "units.csv"
    # A province has one name in English; others have a short one besides.
    is_province = unit.level == "province"
    changes = {
        "name_vi": unit.name_en,
        "short_name_vi": unit.name_en if is_province else messages.say(unit.short_name_vi, where),
        "kind_vi": messages.say(unit.kind_vi, where),
    }
    return unit.model_copy(update=changes)


def _model(spec: Any, messages: Messages, where: str) -> Any:
    changes = {
        name: _value(getattr(spec, name), name, messages, where) for name in type(spec).model_fields
    }
    return spec.model_copy(update=changes)


def _value(value: Any, name: str, messages: Messages, where: str) -> Any:
    """A field in the language of `messages`; models and collections of them part by part."""
    is_text = name.endswith("_vi") or name in _TEXTS
    match value:
        case str() if is_text:
            return messages.say(value, where)
        case BaseModel():
            return _model(value, messages, where)
        case tuple():
            return tuple(_value(item, name, messages, where) for item in value)
        case dict():
            return {key: _value(item, name, messages, where) for key, item in value.items()}
        case _:
            return value
