"""Pilots: the ideas are tried in a few areas, measured with error, and rolled out if they pass.

What an idea really did is known only by comparison with a twin world in which nobody tried it;
the gate sees that difference through the noise of few areas. Who volunteers for a pilot is
readier than others, so results flatter.

Reads:  model.untouched (the twin), council.leader_support, model.residents
Writes: council.adoption, model.gate
ODD:    docs/odd.md, SM25
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from sim.core.amounts import pounds
from sim.core.events import EventKind
from sim.core.ledger import PENCE_PER_K, Basis, Flow
from sim.core.parameters import Parameters, param
from sim.core.streams import decision
from sim.rules.outcome import OutcomeParameters, composite

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel

CHOSEN = decision("pilots.chosen-at-random")
ERROR = decision("pilots.measurement-error")

type Choice = Literal["volunteers", "random"]


class PilotParameters(Parameters):
    """How ideas are piloted, judged and rolled out."""

    group = "pilots"
    neutral: ClassVar = {"areas": 0}
    from_start = frozenset({"areas", "choice", "held_back"})

    areas: int = param(
        0,
        unit="councils",
        low=0,
        high=20,
        source="seed-row-191",
        role="policy",
        why="Councils that pilot the ideas; 0 means that all use them from the start.",
    )
    quarters: int = param(
        8,
        unit="quarters",
        low=4,
        high=20,
        source="seed-row-192",
        role="policy",
        why="How long a pilot runs before it is judged.",
    )
    choice: Choice = param(
        "volunteers",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-191",
        role="policy",
        why="Whether areas volunteer or are drawn.",
    )
    error: float = param(
        0.02,
        unit="index",
        low=0.0,
        high=0.1,
        source="assumption-261",
        role="uncertainty",
        why="Error of measurement with three areas.",
    )
    roll_out: float = param(
        0.25,
        unit="share/year",
        low=0.0,
        high=1.0,
        source="seed-row-195",
        role="uncertainty",
        why="How fast the other councils take up what has passed.",
    )
    fidelity: float = param(
        0.8,
        unit="share",
        low=0.3,
        high=1.0,
        source="assumption-262",
        role="uncertainty",
        why="How fully they take it up.",
    )
    held_back: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-193",
        role="policy",
        why="Whether nobody tries the ideas at all: the world that pilots are compared with.",
    )


@dataclass(frozen=True)
class Gate:
    """What was decided about a pilot, and what was true."""

    measured: float
    """Gain in the composite outcome as it was measured."""
    true: float
    """The gain there really was."""
    projected_saving: float
    """k£ a year, as claimed."""
    real_saving: float
    """k£ a year, as joint work really made it."""
    cost: float
    """k£ a year."""
    passed: bool


def standard_error(areas: int, numbers: PilotParameters) -> float:
    """Return the error with which a pilot of some areas is measured."""
    return numbers.error * math.sqrt(3.0 / areas)


def passes(measured: float, projected_saving: float, cost: float) -> bool:
    """Tell whether a pilot passes the gate: better outcomes, and saving more than it costs."""
    return measured > 0.0 and projected_saving > cost


def run(model: "PartnershipModel") -> None:
    """Choose areas at the start, judge when the pilot is over, then roll out year by year."""
    numbers = model.params[PilotParameters]
    if numbers.held_back:
        for council in model.councils:
            council.adoption = 0.0
        return
    if numbers.areas == 0:
        return
    if model.quarter == 0:
        begin(model, numbers)
    elif model.gate is None and model.quarter >= numbers.quarters:
        judge(model, numbers)
    elif model.gate is not None and model.gate.passed:
        for council in model.councils:
            step = numbers.roll_out / 4.0 * numbers.fidelity
            council.adoption = max(council.adoption, min(numbers.fidelity, council.adoption + step))


def begin(model: "PartnershipModel", numbers: PilotParameters) -> None:
    """Let the pilot areas start; everybody else waits."""
    if numbers.choice == "random":
        order = sorted(model.councils, key=lambda c: model.streams.uniform(CHOSEN, 0, c.code))
    else:
        order = sorted(model.councils, key=lambda c: (-c.leader_support, c.name))
    for council in model.councils:
        council.adoption = 0.0
    for council in order[: numbers.areas]:
        council.adoption = 1.0
        model.events.record(EventKind.PILOT_BEGINS, council.name)


def judge(model: "PartnershipModel", numbers: PilotParameters) -> None:
    """Compare the pilot areas with the same areas in the twin world, and open the gate or not."""
    piloting = [council for council in model.councils if council.adoption >= 1.0]
    true = mean_outcome(model, piloting) - mean_outcome(model.untouched, piloting)
    noise = model.streams.normal(ERROR, model.quarter, 0)
    measured = true + standard_error(len(piloting), numbers) * noise
    years = model.quarter / 4.0
    saving, real = (
        (booked(model, piloting, basis) - booked(model.untouched, piloting, basis)) / years
        for basis in (Basis.CLAIMED, Basis.ATTRIBUTED)
    )
    cost = (spent(model, piloting) - spent(model.untouched, piloting)) / years
    passed = passes(measured, saving, cost)
    model.gate = Gate(measured, true, saving, real, cost, passed)
    claims = f"claims {pounds(1000.0 * saving)} a year"
    told = f"measured gain {measured:+.3f}, true gain {true:+.3f}, {claims}"
    opened = EventKind.GATE_PASSED if passed else EventKind.GATE_CLOSED
    model.events.record(opened, "pilots", why=told)


def mean_outcome(model: "PartnershipModel", councils: "list[Council]") -> float:
    """Return the mean composite outcome of the places of councils with some names."""
    outcome = composite(model.residents.by_place.means, model.params[OutcomeParameters])
    names = {council.name for council in councils}
    values = [outcome[p.index] for c in model.councils if c.name in names for p in c.places]
    return float(sum(values) / len(values))


def booked(model: "PartnershipModel", councils: "list[Council]", basis: Basis) -> float:
    """Return all savings so far on one basis of councils with some names, k£."""
    accounts = {council.account for council in councils}
    saved = (
        line.pence
        for line in model.benefits
        if line.basis is basis and line.beneficiary in accounts
    )
    return sum(saved) / PENCE_PER_K


def spent(model: "PartnershipModel", councils: "list[Council]") -> float:
    """Return all that councils with some names have spent on the ideas so far, k£."""
    accounts = {council.account for council in councils}
    paid = (
        entry.pence
        for entry in model.ledger.entries
        if entry.flow is Flow.IDEAS and entry.payer in accounts
    )
    return sum(paid) / PENCE_PER_K
