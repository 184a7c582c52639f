"""How a document is cited."""

from dashboard.queries.documents import documents
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _


def citation(source: Warehouse) -> str:
    """How to name the figures and this edition of them."""
    cited = "; ".join(
        f"{item.issuer_vi}, {item.title_vi} ({item.number}, {item.issued_label_vi})"
        for item in documents(source)
    )
    return _(
        "Chuyển đổi số Việt Nam: số liệu của bộ, ngành, tỉnh, thành phố. Bản dựng {build}. Nguồn: "
        "{cited}."
    ).format(build=source.build_id.rsplit("-", 1)[-1], cited=cited)
