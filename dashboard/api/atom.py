"""A feed by RFC 4287, whose ids stay those of what it tells, whatever the server is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from dashboard.files.data_package import PACKAGE
from etl.language.i18n import _, language

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"

_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Entry:
    """One thing that a feed tells; `key` tells it from all others for ever."""

    key: str
    title: str
    summary: str
    address: str
    updated: datetime


def atom(name: str, title: str, updated: datetime, entries: Sequence[Entry]) -> bytes:
    """The feed called `name`, at `/feeds/<name>.atom`."""
    make = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
    path = f"/feeds/{name}.atom"
    feed = make.feed(
        make.id(_urn(f"feed/{name}/{language()}")),
        make.title(title),
        make.updated(_instant(updated)),
        make.author(make.name(_("Chuyển đổi số Việt Nam"))),
        make.link(rel="self", type=MEDIA_TYPE, href=path),
        make.link(rel="alternate", type="text/html", href="/"),
        *(
            make.entry(
                make.id(_urn(f"{name}/{entry.key}")),
                make.title(entry.title),
                make.updated(_instant(entry.updated)),
                make.link(rel="alternate", type="text/html", href=entry.address),
                make.summary(entry.summary),
            )
            for entry in entries
        ),
    )
    feed.set(f"{{{_XML}}}lang", language())
    content: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return content


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{PACKAGE}/{name}')}"


def _instant(moment: datetime) -> str:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
