"""The data described for machines: DCAT, schema.org, CSV on the Web, a data package.

Addresses are relative to that of the description, so that they hold by whatever name the server is
asked.
"""

from typing import Any

from dashboard.api.asked import CSV, JSON, JSON_STAT, PARQUET, formats_of
from dashboard.api.formats import API, MEDIA_TYPES, told
from dashboard.api.schemas import package_schema, table_schema
from dashboard.files.data_package import PACKAGE
from dashboard.queries.build import build_of
from dashboard.queries.documents import documents
from dashboard.queries.indicators import indicators
from dashboard.queries.listing import Listing
from dashboard.queries.listings import LISTINGS
from dashboard.store.warehouse import Warehouse
from dashboard.words.listings import LISTS
from etl.language.i18n import _, language

_STANDARDS = {JSON_STAT: "https://json-stat.org/full/"}
_ENDINGS = {JSON: "", CSV: ".csv", JSON_STAT: ".jsonstat", PARQUET: ".parquet"}
PACKAGE_PATH = "/phuong-phap.zip?muc=tai-ve"
"""All tables of the store as one file, which the page of the methods gives."""


def catalogue(source: Warehouse) -> dict[str, Any]:
    """The lists as a catalogue of data sets (DCAT 3)."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{API}dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _text(_("Chuyển đổi số Việt Nam")),
        "dct:description": _text(_summary()),
        "dct:language": language(),
        "dct:modified": _instant(source),
        "dcat:landingPage": {"@id": "/phuong-phap"},
        "dcat:service": {
            "@id": API,
            "@type": "dcat:DataService",
            "dct:title": _text("API"),
            "dcat:endpointURL": {"@id": API},
            "dcat:endpointDescription": {"@id": "/api/openapi.json"},
        },
        "dcat:dataset": [_dataset(source, listing) for listing in LISTINGS.values()],
    }


def _dataset(source: Warehouse, listing: Listing) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"{API}{listing.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": listing.name,
        "dct:title": _text(_(LISTS[listing.name])),
        "dct:modified": _instant(source),
        "dcat:version": str(build_of(source).build_id),
        "dcat:landingPage": {"@id": f"/api/docs#{listing.name}"},
        "dcat:distribution": [_distribution(listing, name) for name in formats_of(listing)],
    }
    if listing.name == "observations":
        found["dct:source"] = [{"@id": row.url} for row in documents(source) if row.url is not None]
    return found


def _distribution(listing: Listing, name: str) -> dict[str, Any]:
    address = f"{API}{listing.name}{_ENDINGS[name]}"
    media = MEDIA_TYPES[name].partition(";")[0]
    found: dict[str, Any] = {
        "@id": f"{address}#distribution" if name == JSON else address,
        "@type": "dcat:Distribution",
        "dct:title": _text(f"{listing.name}: {name}"),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
    }
    if name == CSV:
        found["dct:conformsTo"] = {"@id": f"{address}-metadata.json"}
    elif name in _STANDARDS:
        found["dct:conformsTo"] = {"@id": _STANDARDS[name]}
    return found


def dataset(source: Warehouse) -> dict[str, Any]:
    """All of it as schema.org's `Dataset`, which search engines look for."""
    build = build_of(source)
    found = documents(source)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": _("Chuyển đổi số Việt Nam: số liệu, mục tiêu, kiểm chứng"),
        "description": _summary(),
        "url": "/phuong-phap",
        "inLanguage": language(),
        "version": str(build.build_id),
        "dateModified": f"{build.built_at.isoformat(timespec='seconds')}Z",
        "spatialCoverage": {"@type": "Country", "name": _("Việt Nam")},
        "isAccessibleForFree": True,
        "keywords": list(dict.fromkeys(row.topic_vi for row in indicators(source).values())),
        "isBasedOn": [
            {"@type": "CreativeWork", "name": row.title_vi, "publisher": row.issuer_vi}
            | ({} if row.url is None else {"url": row.url})
            for row in found
        ],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": row.name_vi, "unitText": row.unit_vi}
            for row in indicators(source).values()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": f"{name}.{ending}",
                "contentUrl": f"{API}{name}.{ending}",
                "encodingFormat": MEDIA_TYPES[ending].partition(";")[0],
            }
            for name in LISTINGS
            for ending in (CSV, PARQUET)
        ]
        + [
            {
                "@type": "DataDownload",
                "name": f"{PACKAGE}.zip",
                "contentUrl": PACKAGE_PATH,
                "encodingFormat": "application/zip",
            }
        ],
    }


def csvw(source: Warehouse, listing: Listing) -> dict[str, Any]:
    """The CSV of a list, for CSV on the Web: found at its address with `-metadata.json`."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language()}],
        "url": f"{listing.name}.csv",
        "dc:title": _(LISTS[listing.name]),
        "dc:modified": _instant(source)["@value"],
        "dc:identifier": f"{listing.name}-{build_of(source).build_id}",
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "quoteChar": '"'},
        "tableSchema": table_schema(listing),
    }


def package(source: Warehouse) -> dict[str, Any]:
    """The lists as a data package (v1), whose files are fetched by their addresses."""
    return {
        "profile": "tabular-data-package",
        "name": f"{PACKAGE}-api",
        "title": _("Chuyển đổi số Việt Nam: số liệu, mục tiêu, kiểm chứng"),
        "description": _summary(),
        "version": str(build_of(source).build_id),
        "created": told(source)["built_at"],
        "sources": [
            {"title": f"{row.issuer_vi}: {row.title_vi} ({row.number})"}
            | ({} if row.url is None else {"path": row.url})
            for row in documents(source)
        ],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": listing.name,
                "title": _(LISTS[listing.name]),
                "path": f"{listing.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": package_schema(listing),
            }
            for listing in LISTINGS.values()
        ],
    }


def _summary() -> str:
    return _(
        "Số liệu chuyển đổi số của các bộ, ngành và tỉnh, thành phố Việt Nam từ các văn bản nguồn, "
        "theo hai cơ cấu đơn vị, với mục tiêu, kết quả và mức xác nhận của từng số."
    )


def _text(words: str) -> dict[str, str]:
    return {"@value": words, "@language": language()}


def _instant(source: Warehouse) -> dict[str, str]:
    return {"@value": str(told(source)["built_at"]), "@type": "xsd:dateTime"}
