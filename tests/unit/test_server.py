import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from dashboard.store.paths import ASSETS
from dashboard.ui.frame import server
from dashboard.ui.frame.assets import STYLE, asset_url
from dashboard.ui.frame.pages import PAGES
from etl.language.i18n import LANGUAGES


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE))


def test_health_says_that_the_process_lives(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}
    assert answer.headers["cache-control"] == "no-store"


def test_an_asset_with_its_hash_is_kept_for_good(client: TestClient) -> None:
    answer = client.get(asset_url("paper.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == (ASSETS / "paper.css").read_bytes()


def test_streamlits_scripts_are_compressed_and_kept_for_good(client: TestClient) -> None:
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    script = max(folder.glob("index.*.js"), key=lambda path: path.stat().st_size)
    answer = client.get(f"/static/js/{script.name}")
    assert answer.content == script.read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["js/none.js", "../index.html", "js/../../../app.js", "media"])
def test_what_is_no_script_of_streamlits_is_left_to_it(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("query", ["", "?v=000000000000"])
def test_an_asset_without_its_hash_is_asked_for_again(client: TestClient, query: str) -> None:
    answer = client.get("/assets/style.css" + query)
    assert "immutable" not in answer.headers["cache-control"]
    again = client.get("/assets/style.css", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_browser_without_gzip_gets_the_file_itself(client: TestClient) -> None:
    answer = client.get("/assets/paper.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == (ASSETS / "paper.css").read_bytes()


def test_one_style_sheet_holds_every_sheet_in_order(client: TestClient) -> None:
    sheets = {path.stem: path.read_text(encoding="utf-8") for path in (ASSETS / "style").iterdir()}
    assert sheets.keys() == set(STYLE)
    served = client.get("/assets/style.css").text
    places = [served.index(sheets[name]) for name in STYLE]
    assert places == sorted(places)


def test_fonts_are_not_compressed_twice(client: TestClient) -> None:
    answer = client.get("/assets/fonts/be-vietnam-pro-vietnamese-400-normal.woff2")
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(answer.content)


def test_every_font_the_style_sheet_names_is_served(client: TestClient) -> None:
    sheet = client.get("/assets/fonts/be-vietnam-pro.css").text
    names = [part.split(")")[0] for part in sheet.split("url(")[1:]]
    assert len(names) == 12
    for name in names:
        assert client.get(f"/assets/fonts/{name}").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "",
        "geo/provinces_63.geojson",
        "geo/prepare.py",
        "geo/source/provinces_63.csv",
        "geo/%2e%2e/pyproject.toml",
        "%2e%2e/paths.py",
        "style.css/more.css",
        "/etc/passwd",
        "fonts/OFL.txt",
    ],
)
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    answer = client.get(f"/assets/{name}")
    assert answer.status_code == 404
    assert answer.text == "Không có tệp này."


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_page_is_vietnamese_and_brings_its_font(client: TestClient, page) -> None:
    html = client.get(f"/{page.url_path}").text
    assert '<html lang="vi">' in html
    assert "<title>Chuyển đổi số Việt Nam</title>" in html
    assert asset_url("fonts/be-vietnam-pro.css") in html
    assert 'as="font"' not in html


def test_an_unknown_page_is_not_found(client: TestClient) -> None:
    answer = client.get("/khong-co")
    assert (answer.status_code, answer.text) == (404, "Không có trang này.")


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/healthz", "/assets/style.css", "/khong-co"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http:" not in policy
        assert "https:" not in policy
        assert "'unsafe-eval'" not in policy


@pytest.mark.parametrize("path", ["/texts.json", "/search.json"])
def test_what_scripts_ask_for_is_asked_once(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.json()
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_texts_come_in_the_language_asked_for(client: TestClient) -> None:
    texts = [client.get(f"/texts.json?lang={code}").json() for code in LANGUAGES]
    assert texts[0]["share"]["copied"] == "Đã sao chép liên kết"
    assert all(found.keys() == texts[0].keys() for found in texts)
    assert client.get("/texts.json?lang=xx").json() == texts[0]


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        ("", "'self'"),
        ("?embed=false", "'self'"),
        ("?chi-so=embed%3Dtrue", "'self'"),
        ("?embed=true", "*"),
        ("?chi-so=is_systems&embed=true", "*"),
    ],
)
def test_only_an_embedded_view_may_stand_in_any_frame(
    client: TestClient, query: str, allowed: str
) -> None:
    headers = client.get(f"/{PAGES[1].url_path}{query}").headers
    assert f"frame-ancestors {allowed}" in headers["content-security-policy"].split("; ")
    assert "x-frame-options" not in headers


def test_the_compact_sheet_is_for_embedded_views_alone(client: TestClient) -> None:
    sheet = asset_url("embedded.css")
    assert sheet not in client.get(f"/{PAGES[1].url_path}").text
    assert sheet in client.get(f"/{PAGES[1].url_path}?embed=true").text
    assert client.get(sheet).status_code == 200


def test_no_rule_of_a_sheet_asks_what_the_whole_page_contains() -> None:
    # The browser would then style all of it again at each change: a second more for a long page.
    for sheet in ASSETS.rglob("*.css"):
        assert not re.search(r"(\.stApp|:root|html|body)\S*:has\(", sheet.read_text()), sheet.name


def test_every_script_of_the_page_is_served_with_what_it_imports(client: TestClient) -> None:
    html = client.get("/").text
    scripts = re.findall(r'src="(/assets/[^"]+)"', html)
    assert len(scripts) >= 5
    for script in scripts:
        for imported in re.findall(r'from "\./([^"]+)"', client.get(script).text):
            assert client.get(f"/assets/{imported}").status_code == 200
