"""Books: how measures read this quarter's ledger and benefit book."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.ledger import PENCE_PER_K, Basis, Benefit, BenefitKind, Flow

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def paid(model: "PartnershipModel", *flows: Flow) -> list[float]:
    """Return what every council paid this quarter under some headings, k£."""
    out = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.this_quarter:
        if entry.flow in flows and entry.payer in out:
            out[entry.payer] += entry.pence
    return [pence / PENCE_PER_K for pence in out.values()]


def received(model: "PartnershipModel", *flows: Flow) -> list[float]:
    """Return what every council received this quarter under some headings, k£."""
    come_in = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.this_quarter:
        if entry.flow in flows and entry.payee in come_in:
            come_in[entry.payee] += entry.pence
    return [pence / PENCE_PER_K for pence in come_in.values()]


def benefits_now(model: "PartnershipModel") -> Iterator[Benefit]:
    """Yield this quarter's lines of the benefit book."""
    for line in reversed(model.benefits):
        if line.quarter != model.quarter:
            return
        yield line


def cashable(model: "PartnershipModel", basis: Basis) -> list[float]:
    """Return every council's savings of this quarter on one basis, k£."""
    saved = dict.fromkeys((council.account for council in model.councils), 0)
    for line in benefits_now(model):
        if line.kind is BenefitKind.CASHABLE and line.basis is basis and line.beneficiary in saved:
            saved[line.beneficiary] += line.pence
    return [pence / PENCE_PER_K for pence in saved.values()]
