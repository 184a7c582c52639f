"""Which units are made of which others, as tables that the merging of figures reads."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from etl.derive.successions import Succession, moved_part
from etl.language.statements import Statement, listing, parts_json, say, units
from etl.working.store import WorkingStore


def put_joined_units(store: WorkingStore, name: str, joined: Iterable[Succession]) -> None:
    """Tables `<name>` of the units and `<name>_member` of those that each is made of."""
    found = list(joined)
    store.execute(f"""
        CREATE OR REPLACE TABLE {name} (
            joined INTEGER, unit_id unit_id, size INTEGER, is_region BOOLEAN,
            carries_over BOOLEAN, is_reorganised BOOLEAN, since VARCHAR, note_parts VARCHAR
        );
        CREATE OR REPLACE TABLE {name}_member (joined INTEGER, member_id unit_id, ordinal INTEGER)
    """)
    store.insert(name, (_row(number, item) for number, item in enumerate(found)))
    store.insert(f"{name}_member", _members(found))


def _members(joined: Iterable[Succession]) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(joined):
        for ordinal, member in enumerate(item.members):
            yield {"joined": number, "member_id": member.unit_id, "ordinal": ordinal}


def _row(number: int, item: Succession) -> dict[str, Any]:
    since = item.unit.valid_from
    is_another = item.is_reorganised and bool(item.members)
    if is_another and since is None:
        raise ValueError(f"{item.unit.unit_id} has predecessors and no first day")
    return {
        "joined": number,
        "unit_id": item.unit.unit_id,
        "size": len(item.members),
        "is_region": item.is_region,
        "carries_over": item.carries_over,
        "is_reorganised": item.is_reorganised,
        "since": None if since is None else since.isoformat(),
        "note_parts": None if since is None else parts_json(_another_body(item, since)),
    }


def _another_body(item: Succession, since: date) -> Statement:
    """That the unit is another than those that reported, and why."""
    members = units(member.unit_id for member in item.members)
    return say("other_body", units=members, day=since, changes=listing(_changes(item), "; "))


def _changes(item: Succession) -> Iterator[Statement]:
    """What came to the unit and what left it."""
    if len(item.members) > 1:
        yield say("bodies_joined", count=len(item.members))
    for body, part in item.split:
        yield moved_part("received_from_split", part, body.unit_id)
    yield from item.moved
