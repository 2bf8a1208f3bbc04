"""Funding: central grant shrinks by the scenario's profile; tax and fees make up the rest.

Each April the year's grant, which is last year's less a cut, and the untouched tax base are
announced, and the budget decides what to do about the gap. Each quarter a quarter of the
year's money arrives.

Reads:  council.base_grant, .base_budget, .deprivation, .grant_cut_factor, .one_off_grants
Writes: council.grant, .grant_left, .tax, .fees, .allowed_tax_rise, .planned_costs; the ledger
        (grant, tax, fees)
ODD:    docs/odd.md, SM1
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from sim.core.ledger import CENTRAL_GOVERNMENT, HOUSEHOLDS, Flow, to_pence
from sim.core.parameters import Parameters, param
from sim.core.periods import QUARTERS_PER_YEAR, is_april, year_of
from sim.rules.reference_council import StartingParameters

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.model import PartnershipModel

DEEPEST_CUT, LARGEST_GROWTH = 1.0, -0.5
"""Share of a grant: all of it is cut, or it grows by half in one year."""

type Profile = Literal["flat", "front", "back", "shock", "two-phase", "file"]


class FundingParameters(Parameters):
    """What central government gives, and what a council may raise itself."""

    group = "funding"
    from_start = frozenset({"profile"})
    read_if: ClassVar = {
        "grant_cut": ("profile", ("flat", "front", "back", "shock", "two-phase")),
        "cut_years": ("profile", ("flat", "front", "back", "shock", "two-phase")),
        "later_cut": ("profile", ("two-phase",)),
        "later_years": ("profile", ("two-phase",)),
        "cuts": ("profile", ("file",)),
    }
    neutral: ClassVar = {
        "grant_cut": 0.0,
        "later_cut": 0.0,
        "cuts": (),
        "tax_base_growth": 0.0,
        "tax_cap": 0.0,
        "fees_target": 0.0,
    }

    grant_cut: float = param(
        0.04,
        unit="share/year, real",
        low=0.0,
        high=0.12,
        source="fund_annual_grant_cut",
        role="policy",
        why="Cut in grant each year while cuts last.",
    )
    cut_years: int = param(
        6,
        unit="years",
        low=1,
        high=10,
        source="assumption-01",
        role="policy",
        why="How many years cuts last.",
    )
    profile: Profile = param(
        "flat",
        unit="choice",
        low=None,
        high=None,
        source="seed-row-101",
        role="policy",
        why="How the total is spread over the years; `file` takes the cuts listed in `cuts`.",
    )
    later_cut: float = param(
        0.006,
        unit="share/year, real",
        low=-0.03,
        high=0.12,
        source="fund_annual_cut_phase2",
        role="policy",
        why="Cut each year of the second phase of the two-phase profile.",
    )
    later_years: int = param(
        4,
        unit="years",
        low=0,
        high=20,
        source="assumption-01",
        role="policy",
        why="How many years the second phase lasts.",
    )
    cuts: tuple[Annotated[float, Field(ge=LARGEST_GROWTH, le=DEEPEST_CUT)], ...] = param(
        (),
        unit="share/year, real",
        low=None,
        high=None,
        source="seed-row-101",
        role="policy",
        why="The cut of each year from year 1, for the profile `file`.",
    )
    deprivation_tilt: float = param(
        0.0,
        unit="share per IMD point",
        low=0.0,
        high=0.05,
        source="assumption-263",
        role="policy",
        why="How much deeper the cut is for every point of deprivation above the mean.",
    )
    grant_share_tilt: float = param(
        0.0,
        unit="share per share of grant",
        low=-2.0,
        high=2.0,
        source="seed-row-101",
        role="policy",
        why="How much deeper the cut is for councils that depend more on grant than the mean.",
    )
    tax_base_growth: float = param(
        0.005,
        unit="share/year",
        low=0.0,
        high=0.01,
        source="assumption-02",
        role="uncertainty",
        why="b: growth of the number of homes that pay.",
    )
    tax_cap: float = param(
        0.02,
        unit="share/year",
        low=0.0,
        high=0.05,
        source="assumption-03",
        role="policy",
        why="Rise a council may set without a referendum.",
    )
    election_aversion: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="assumption-04",
        role="policy",
        why="Whether a council avoids raising tax in the half year before its election.",
    )
    fees_target: float = param(
        0.0,
        unit="share of base budget",
        low=0.0,
        high=0.15,
        source="assumption-05",
        role="policy",
        why="Fees and charges, reached in equal steps over `fees_years`.",
    )
    fees_years: int = param(
        6,
        unit="years",
        low=1,
        high=20,
        source="assumption-05",
        role="policy",
        why="Years over which fees grow to their target.",
    )


def yearly_cuts(numbers: FundingParameters) -> tuple[float, ...]:
    """Return the cut of each year from year 1 on; later years have none."""
    size, years = numbers.grant_cut, numbers.cut_years
    match numbers.profile:
        case "flat":
            return (size,) * years
        case "front" | "back":
            tilted = tuple(size * w for w in tilt(years))
            return tilted if numbers.profile == "front" else tilted[::-1]
        case "shock":
            return (1.0 - (1.0 - size) ** years,)
        case "two-phase":
            return (size,) * years + (numbers.later_cut,) * numbers.later_years
        case _:
            return numbers.cuts


def tilt(years: int) -> tuple[float, ...]:
    """Return weights that fall in equal steps from 1.5 to 0.5 (1 for a single year)."""
    if years == 1:
        return (1.0,)
    return tuple(1.5 - k / (years - 1) for k in range(years))


def cut_of(year: int, cuts: Sequence[float]) -> float:
    """Return the cut of a year; year 0 has none, nor has any after the last."""
    return cuts[year - 1] if 0 < year <= len(cuts) else 0.0


def depth_of_cut(
    model: "PartnershipModel", council: "Council", numbers: FundingParameters
) -> float:
    """Return a council's cut as a multiple of the usual one, by deprivation and dependence."""
    starting = model.params[StartingParameters]
    deprived = council.deprivation - starting.deprivation
    dependent = council.base_grant / council.base_budget - starting.grant_share
    tilt = numbers.deprivation_tilt * deprived + numbers.grant_share_tilt * dependent
    return council.grant_cut_factor * max(0.0, 1.0 + tilt)


def run(model: "PartnershipModel") -> None:
    """Announce the year's grant, tax base and fees; the rate of tax is the budget's to set."""
    if not is_april(model.quarter):
        return
    numbers = model.params[FundingParameters]
    year, cuts = year_of(model.quarter), yearly_cuts(numbers)
    fees = fees_share(model)
    for council in model.councils:
        depth = depth_of_cut(model, council, numbers)
        council.grant_left *= max(0.0, 1.0 - depth * cut_of(year, cuts))
        council.grant = council.base_grant * council.grant_left + council.one_off_grants.get(
            year, 0.0
        )
        council.fees = council.base_budget * fees
        council.planned_costs = 0.0
        averse = numbers.election_aversion and council.before_election
        council.allowed_tax_rise = 0.0 if averse else numbers.tax_cap
        if year > 0:
            council.tax *= 1.0 + numbers.tax_base_growth


def fees_share(model: "PartnershipModel") -> float:
    """Return fees as a share of the base budget: equal steps, from whenever a target was set."""
    rules = model.plan.held(
        lambda params: (
            params[FundingParameters].fees_target,
            params[FundingParameters].fees_years,
        ),
        model.quarter,
        model.quarter,
    )
    share = 0.0
    for (target, years), quarters in rules:
        share += (target - share) * min(1.0, quarters / QUARTERS_PER_YEAR / years)
    return share


def collect(model: "PartnershipModel") -> None:
    """Pay each council this quarter's part of its grant, tax and fees."""
    for council in model.councils:
        receive(model, council, CENTRAL_GOVERNMENT, council.grant, Flow.GRANT)
        receive(model, council, HOUSEHOLDS, council.tax, Flow.COUNCIL_TAX)
        receive(model, council, HOUSEHOLDS, council.fees, Flow.FEES)


def receive(
    model: "PartnershipModel", council: "Council", payer: str, year_total: float, flow: Flow
) -> None:
    """Pay the quarter's instalment of a yearly sum in k£, so that four make the year exactly."""
    pence, left = divmod(to_pence(year_total), QUARTERS_PER_YEAR)
    pence += model.quarter % QUARTERS_PER_YEAR < left
    model.ledger.transfer(payer, council.account, pence, flow)
