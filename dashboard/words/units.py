"""Who a unit is, in words: kind, region, names over time, members and the acts that joined them."""

from collections.abc import Sequence

from dashboard.queries.lineage import Link
from dashboard.queries.structures import Structure
from dashboard.queries.units import LegalName, Unit, formed_from, legal_names, provinces_of
from dashboard.store.warehouse import Warehouse
from dashboard.words.vocabulary import RELATIONS, structure_name
from etl.language.i18n import _, capital, format_date


def identity_lines(source: Warehouse, unit: Unit, structure: Structure) -> list[str]:
    """One line per fact."""
    facts = [capital(unit.kind_vi)]
    if unit.region_vi:
        facts.append(_("vùng {region}").format(region=unit.region_vi))
    facts.append(structure_name(structure, unit.level))
    lines = [" · ".join(facts)]
    if names := legal_names(source, unit.unit_id):
        lines.append(f"{_('Tên gọi')}: " + "; ".join(_legal_name(name) for name in names))
    if unit.level == "region":
        provinces = [province.short_name_vi for province in provinces_of(source, unit, structure)]
        gathered = _("Gồm {count} tỉnh, thành phố: {names}")
        lines.append(gathered.format(count=len(provinces), names=", ".join(provinces)))
    elif found := formed_from(source, unit):
        lines.append(f"{_('Hình thành từ')}: {_formation(found)}")
    return lines


def _legal_name(name: LegalName) -> str:
    times = []
    if name.valid_from is not None:
        times.append(_("từ {day}").format(day=format_date(name.valid_from)))
    if name.valid_to is not None:
        times.append(_("đến {day}").format(day=format_date(name.valid_to)))
    basis = [name.legal_basis] if name.legal_basis else []
    return f"{name.name_vi} ({', '.join([' '.join(times), *basis])})"


def _formation(found: Sequence[Link]) -> str:
    """The members with what the law says; the law once where all came the same way."""
    acts = {(link.effective_on, link.legal_basis, link.relation, link.part_vi) for link in found}
    if len(acts) == 1:
        return f"{', '.join(link.predecessor_vi for link in found)} ({_act(found[0])})"
    return "; ".join(f"{link.predecessor_vi} ({_act(link)})" for link in found)


def _act(link: Link) -> str:
    day = _("từ {day}").format(day=format_date(link.effective_on))
    parts = [_(RELATIONS[link.relation]), link.part_vi, day, link.legal_basis]
    text = ", ".join(part for part in parts if part)
    return text if link.is_confirmed else f"{text}, {_('chưa xác nhận đủ')}"
