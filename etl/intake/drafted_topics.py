"""Indicators that a draft proposes, and that its table has no more use for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from etl.intake.draft import Draft


def without_unused(draft: Draft) -> Draft:
    """The draft without proposed indicators that are open still and that no column is of now.

    So an indicator that the catalogue has takes the place of one that was proposed.
    """
    if "topics" not in draft.about.inferred or proposed(draft) is None:
        return draft
    used = _indicators_of(draft.table)
    kept_topics: list[Any] = []
    moved: dict[str, str | None] = {}
    for number, topic in enumerate(draft.entry["topics"]):
        kept: list[Any] = []
        for place, spec in enumerate(topic["indicators"]):
            name = f"topics.{number}.indicators.{place}"
            is_open = any(key.startswith(f"{name}.") for key in draft.about.undecided)
            stays = spec.get("indicator_id") in used or not is_open
            new_name = f"topics.{len(kept_topics)}.indicators.{len(kept)}"
            moved[name] = new_name if stays else None
            kept += [spec] if stays else []
        kept_topics += [{**topic, "indicators": kept}] if kept else []
    entry = {key: part for key, part in draft.entry.items() if key != "topics"}
    if kept_topics:
        entry["topics"] = kept_topics
    undecided = tuple(key for name in draft.about.undecided if (key := _renamed(name, moved)))
    about = draft.about.model_copy(update={"undecided": undecided})
    return replace(draft, entry=entry, about=about)


def proposed(draft: Draft) -> set[Any] | None:
    """The ids of the indicators that came with a draft; None where they are no lists of entries."""
    topics = draft.entry.get("topics", [])
    try:
        return {spec.get("indicator_id") for topic in topics for spec in topic["indicators"]}
    except (AttributeError, KeyError, TypeError):
        return None


def _indicators_of(table: Mapping[str, Any]) -> set[Any]:
    columns = table.get("columns")
    of_columns = columns if isinstance(columns, list) else []
    formats = table.get("number_formats")
    return {
        *(column.get("indicator") for column in of_columns if isinstance(column, Mapping)),
        *(formats if isinstance(formats, Mapping) else ()),
        table.get("indicator"),
    }


def _renamed(key: str, moved: Mapping[str, str | None]) -> str | None:
    """An open key after others before it went; None where its indicator is one of them."""
    name, _dot, rest = key.rpartition(".")
    if name not in moved:
        return key
    return None if moved[name] is None else f"{moved[name]}.{rest}"
