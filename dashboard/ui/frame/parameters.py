"""The choices that addresses carry, each with its name in the URL and its label."""

from dataclasses import dataclass

from dashboard.store.codes import BLOCS, COUNTRY
from etl.language.i18n import N_

KEYS = "choice_"
"""What the keys of all choices begin with."""


@dataclass(frozen=True)
class Param:
    """One choice and the URL parameter that carries it."""

    id: str
    url: str
    """Name of the parameter in the URL."""
    label: str
    """Message id of the widget's label."""
    shared: bool = False
    """Whether links to other pages take the choice along."""
    local: tuple[str, ...] = ()
    """Values that one page alone offers: links leave them out."""

    @property
    def key(self) -> str:
        """Key of the widget in the session state."""
        return KEYS + self.id


INDICATOR = Param("indicator", "chi-so", N_("Chỉ số"), shared=True)

STRUCTURE = Param("structure", "co-cau", N_("Cơ cấu"), shared=True)

PERIOD = Param("period", "ky", N_("Kỳ"), shared=True)

BESIDE = Param("beside", "canh-ky", N_("Đặt cạnh kỳ"))

LEVEL = Param("level", "cap", N_("Cấp"), shared=True, local=("region", "country"))

REGION = Param("region", "vung", N_("Vùng"), shared=True)

UNIT = Param(
    "unit",
    "don-vi",
    N_("Đơn vị"),
    shared=True,
    local=(COUNTRY, *BLOCS.values()),
)

DUE = Param("due", "han", N_("Mục tiêu đến hạn"), shared=True)

COLOR = Param("color", "to-mau", N_("Tô màu theo"))

SORT = Param("sort", "xep", N_("Sắp xếp"))

OLD_BORDERS = Param("old_borders", "ranh-gioi-cu", N_("Ranh giới 63 tỉnh"))

SHOWN = Param("shown", "hien-thi", N_("Hiển thị"))

SERIES = Param("series", "chi-tieu", N_("Chỉ tiêu"))

UNITS = Param("units", "cac-don-vi", N_("Các đơn vị"))

INDICATOR_Y = Param("indicator_y", "chi-so-y", N_("Chỉ số trục đứng"))

SPLIT = Param("split", "chia-theo", N_("Chia góc theo"))

OWNER = Param("owner", "co-quan", N_("Cơ quan chủ quản"))

SYSTEM = Param("system", "he-thong", N_("Nhóm hệ thống"))

CATEGORY = Param("category", "loai", N_("Loại vướng mắc"))

DOCUMENT = Param("document", "van-ban", N_("Văn bản"))

TASK_STATUS = Param("task_status", "tinh-trang", N_("Tình trạng văn bản ghi"))

DEADLINE = Param("deadline", "han-viec", N_("Hạn của nhiệm vụ"))

SEARCH = Param("search", "tim", N_("Tìm trong nội dung"))

SECTION = Param("section", "muc", N_("Nội dung"))

VERDICT = Param("verdict", "ket-luan", N_("Kết luận"))

TOPIC = Param("topic", "chu-de", N_("Chủ đề"))

ISSUE_KIND = Param("issue_kind", "loai-ghi-nhan", N_("Loại ghi nhận"))

SEVERITY = Param("severity", "muc-do", N_("Mức độ"))

ISSUE_TABLE = Param("issue_table", "bang", N_("Bảng"))

ROW_PAGE = Param("row_page", "trang", N_("Trang"))

SOURCES = Param("sources", "nguon", N_("Nguồn số liệu"), shared=True)

OFFICIAL_ONLY = "chinh-thuc"
"""Of `SOURCES`: what is less than an official document or page is left out."""

LANG = Param("lang", "lang", N_("Ngôn ngữ"), shared=True)

PARAMS = (
    STRUCTURE,
    INDICATOR,
    INDICATOR_Y,
    PERIOD,
    BESIDE,
    LEVEL,
    REGION,
    UNIT,
    UNITS,
    DUE,
    COLOR,
    OLD_BORDERS,
    SPLIT,
    SHOWN,
    SERIES,
    OWNER,
    SYSTEM,
    CATEGORY,
    DOCUMENT,
    TASK_STATUS,
    DEADLINE,
    SEARCH,
    SECTION,
    VERDICT,
    TOPIC,
    SEVERITY,
    ISSUE_KIND,
    ISSUE_TABLE,
    SORT,
    ROW_PAGE,
    SOURCES,
    LANG,
)
