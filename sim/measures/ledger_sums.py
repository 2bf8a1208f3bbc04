"""Books: how measures read this quarter's ledger and benefit book."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sim.core.ledger import PENCE_PER_K, Basis, Benefit, BenefitKind, Flow

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def paid(model: "PartnershipModel", *flows: Flow) -> list[float]:
    """Return what every council paid this quarter under some headings, k£."""
    out = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.under(*flows):
        if entry.payer in out:
            out[entry.payer] += entry.pence
    return [pence / PENCE_PER_K for pence in out.values()]


def received(model: "PartnershipModel", *flows: Flow) -> list[float]:
    """Return what every council received this quarter under some headings, k£."""
    come_in = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.under(*flows):
        if entry.payee in come_in:
            come_in[entry.payee] += entry.pence
    return [pence / PENCE_PER_K for pence in come_in.values()]


def net_paid(model: "PartnershipModel", *flows: Flow) -> list[float]:
    """Return what every council paid this quarter under some headings less what came back, k£."""
    out = dict.fromkeys((council.account for council in model.councils), 0)
    for entry in model.ledger.this_quarter:
        if entry.flow in flows:
            if entry.payer in out:
                out[entry.payer] += entry.pence
            if entry.payee in out:
                out[entry.payee] -= entry.pence
    return [pence / PENCE_PER_K for pence in out.values()]


def attributed(lines: Iterable[Benefit]) -> Iterator[Benefit]:
    """Yield what partnerships were really worth; what awards passed up is a measure of its own."""
    for line in lines:
        passed_up = line.kind is BenefitKind.SOCIAL and line.pence < 0
        if line.basis is Basis.ATTRIBUTED and not passed_up:
            yield line


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
