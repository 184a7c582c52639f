"""How a document is cited."""

from dashboard.queries.documents import documents
from dashboard.store.warehouse import Warehouse
from dashboard.words.build import build_words
from etl.language.i18n import _


def citation(source: Warehouse) -> str:
    """How to name the figures and this edition of them."""
    cited = "; ".join(
        f"{item.issuer_vi}, {item.title_vi} ({item.number}, {item.issued_label_vi})"
        for item in documents(source)
    )
    return _(
        "Chuyển đổi số Việt Nam: số liệu của bộ, ngành, tỉnh, thành phố. {build}. Nguồn: {cited}."
    ).format(build=build_words(source), cited=cited)
