"""The API told to people: a page without scripts, made of what OpenAPI says."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from dashboard.api.openapi import about
from dashboard.api.problems import KINDS
from etl.language.i18n import LANGUAGES, OWN, _, language

_STYLES = ("/assets/fonts/be-vietnam-pro.css", "/assets/docs.css")


def docs_page(document: Mapping[str, Any], examples: Mapping[str, str]) -> bytes:
    """`examples` are addresses worth following, by the path that they are of."""
    title = f"API · {_('Chuyển đổi số Việt Nam')}"
    styles = "".join(f'<link rel="stylesheet" href="{path}">' for path in _STYLES)
    paths = "".join(
        _path(path, told["get"], examples.get(path), document)
        for path, told in document["paths"].items()
    )
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{styles}"
        '<link rel="icon" href="/favicon.png"></head><body>'
        f'<header><a href="/">{escape(_("Bảng điều khiển"))}</a>{_languages()}</header>'
        f"<main><h1>{escape(title)}</h1><p>{escape(about())}</p>"
        f"<p>{_machine_links()}</p>{paths}{_problems()}</main></body></html>"
    ).encode()


def _languages() -> str:
    links = []
    for code, found in LANGUAGES.items():
        query = "" if code == OWN else f"?lang={code}"
        here = ' aria-current="page"' if code == language() else ""
        links.append(f'<a href="/api/docs{query}" hreflang="{code}"{here}>{escape(found.name)}</a>')
    return f'<nav aria-label="Ngôn ngữ · Language">{"".join(links)}</nav>'


def _machine_links() -> str:
    suffix = "" if language() == OWN else f"?lang={language()}"
    links = (("OpenAPI", "/api/openapi.json"), ("DCAT", "/api/v1/dcat.jsonld"))
    return " · ".join(f'<a href="{path}{suffix}">{name}</a>' for name, path in links)


def _path(
    path: str, told: Mapping[str, Any], example: str | None, document: Mapping[str, Any]
) -> str:
    name = path.rpartition("/")[2]
    shown = (
        ""
        if example is None
        else f'<p>{escape(_("Ví dụ"))}: <a href="{escape(example)}"><code>{escape(example)}</code>'
        "</a></p>"
    )
    return (
        f'<section id="{escape(name)}"><h2><code>GET {escape(path)}</code></h2>'
        f"<p>{escape(told['summary'])}</p>{shown}{_parameters(told['parameters'])}"
        f"{_columns(told, document)}</section>"
    )


def _parameters(parameters: Sequence[Mapping[str, Any]]) -> str:
    rows = (
        (f"<code>{escape(one['name'])}</code>", escape(one["description"]), _values(one["schema"]))
        for one in parameters
    )
    head = (_("Tham số"), _("Nội dung"), _("Giá trị"))
    return _details(_("{count} tham số").format(count=len(parameters)), head, rows)


def _values(schema: Mapping[str, Any]) -> str:
    """The values that a parameter has, and which one holds where none is given."""
    codes = schema.get("items", schema).get("enum", ())
    words = ", ".join(f"<code>{escape(str(code))}</code>" for code in codes)
    if "maximum" in schema:
        words = f"{schema['minimum']}–{schema['maximum']}"
    usual = schema.get("default")
    if usual is None:
        return words
    said = escape(str(usual[0] if isinstance(usual, list) else usual))
    return f"{words}; {escape(_('thường là'))} <code>{said}</code>"


def _columns(told: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """The columns of a list; nothing of other addresses."""
    schema = told["responses"]["200"]["content"].get("application/json", {}).get("schema", {})
    page = schema.get("anyOf", [schema])[0]
    reference = page.get("properties", {}).get("rows", {}).get("items", {}).get("$ref")
    if reference is None:
        return ""
    row = document["components"]["schemas"][reference.rpartition("/")[2]]
    columns = row["properties"].items()
    rows = (
        (f"<code>{escape(name)}</code>", escape(column["description"]), escape(_kind(column)))
        for name, column in columns
    )
    head = (_("Cột"), _("Nội dung"), _("Kiểu"))
    return _details(_("{count} cột").format(count=len(columns)), head, rows)


def _kind(column: Mapping[str, Any]) -> str:
    kind = column["type"]
    names = [kind] if isinstance(kind, str) else kind
    return " | ".join([column.get("format", names[0]), *names[1:]])


def _details(summary: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = "".join(f"<th>{escape(words)}</th>" for words in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows
    )
    return (
        f"<details><summary>{escape(summary)}</summary><div><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div></details>"
    )


def _problems() -> str:
    rows = "".join(
        f'<dt id="{kind.name}"><code>{kind.status} {kind.name}</code></dt>'
        f"<dd>{escape(_(kind.title))}</dd>"
        for kind in KINDS
    )
    words = _(
        "Yêu cầu không trả lời được nhận application/problem+json (RFC 9457): detail nói bằng lời, "
        "parameter nêu tham số, expected nêu những gì nhận được."
    )
    return (
        f'<section id="problems"><h2>{escape(_("Khi không trả lời được"))}</h2>'
        f"<p>{escape(words)}</p><dl>{rows}</dl></section>"
    )
