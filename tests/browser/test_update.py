"""An operator takes a report in on the page for it: received, compared, published, rolled back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.ui.frame.operators import SETTING
from dashboard.ui.frame.pages import RANKING, UPDATE
from etl.build import build
from etl.checked import Project
from etl.load.builds import published
from tests.browser.conftest import PATIENCE, settle
from tests.operation.invented_report import SHORT_TITLE, raised, rows_of, write_docx
from tests.serving import copy_of_product, serve_app

pytestmark = pytest.mark.browser

BEST = max((float(row[2][:-1]), row[1]) for row in rows_of("ii-b")[1:])


@pytest.fixture(scope="module")
def product(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product with data and a build of its own."""
    root = copy_of_product(tmp_path_factory.mktemp("taken-in") / "product")
    for name in ("raw", "catalogue"):
        shutil.copytree(built_project.root / "data" / name, root / "data" / name)
    build(Project(root))
    return root


@pytest.fixture(scope="module")
def served(product: Path) -> Iterator[str]:
    log = product.parent / "log.txt"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "on")
        with serve_app(product, log) as server:
            yield server.address
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """An import and a build take their time, on a slow machine more than a page may."""
    expect.set_options(timeout=120_000)
    yield
    expect.set_options(timeout=PATIENCE)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def write(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Enter")
    settle(page)


def test_a_report_is_taken_in_on_its_page(
    served: str, product: Path, page: Page, tmp_path: Path
) -> None:
    link = Project(product).warehouse
    page.set_default_timeout(120_000)
    page.goto(f"{served}/{UPDATE.url_path}")
    settle(page)
    page.locator('input[type="file"]').set_input_files(write_docx(tmp_path / "bao-cao.docx"))
    press(page, "Tìm các bảng trong tệp")
    expect(page.get_by_role("row", name="ii-b")).to_contain_text("Còn phải cho biết 1 điều")
    # What is still open is asked for, in words.
    press(page, "So sánh với bản đang công bố")
    expect(page.get_by_text("Chưa đưa vào được. Chưa có gì thay đổi.")).to_be_visible()
    write(page, "Tên gọi tắt khi dẫn nguồn", SHORT_TITLE)
    press(page, "So sánh với bản đang công bố")
    expect(page.get_by_text("Số liệu: 115 mới, 11 đổi, 0 mất;")).to_be_visible()
    expect(page.get_by_role("figure")).to_be_visible()
    assert published(link) == 1
    # What was not compared is not taken in.
    write(page, "Tên gọi tắt khi dẫn nguồn", "Tên khác")
    expect(page.get_by_role("button", name="Đưa vào và lập bản số liệu mới")).to_have_count(0)
    write(page, "Tên gọi tắt khi dẫn nguồn", SHORT_TITLE)
    page.get_by_role("button", name="Đưa vào và lập bản số liệu mới", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đang lập bản số liệu mới")
    # Who waits has a way on.
    assert page.get_by_role("link", name=RANKING.title).is_visible()
    settle(page)
    expect(page.get_by_text("Bản số liệu 2 đã lập xong và chưa công bố.")).to_be_visible()
    assert published(link) == 1
    # Without a reason nothing is published.
    expect(page.get_by_role("button", name="Công bố bản này")).to_be_disabled()
    write(page, "Lý do (ghi vào nhật ký)", "Báo cáo năm 2024")
    press(page, "Công bố bản này")
    expect(page.get_by_role("row", name="Báo cáo năm 2024")).to_contain_text("localhost")
    assert published(link) == 2
    page.goto(f"{served}/{RANKING.url_path}")
    settle(page)
    best = raised(f"{BEST[0]}%", 5.0).replace(".", ",")
    expect(page.get_by_text(f"({best}) đứng đầu").first).to_be_visible()
    page.goto(f"{served}/{UPDATE.url_path}")
    settle(page)
    write(page, "Lý do (ghi vào nhật ký)", "Chờ xác nhận")
    press(page, "Quay lại bản công bố trước")
    expect(page.get_by_role("row", name="Chờ xác nhận")).to_contain_text("Quay lại")
    assert published(link) == 1


def test_a_file_that_is_no_report_is_refused_in_words(
    served: str, product: Path, page: Page, tmp_path: Path
) -> None:
    page.set_default_timeout(120_000)
    page.goto(f"{served}/{UPDATE.url_path}")
    settle(page)
    before = list(product.glob("data/received/*"))
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    page.locator('input[type="file"]').set_input_files(broken)
    press(page, "Tìm các bảng trong tệp")
    expect(page.get_by_text("Không đọc được tệp. Chưa có gì thay đổi.")).to_be_visible()
    assert list(product.glob("data/received/*")) == before
