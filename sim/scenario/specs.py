"""Specs: the parts of a scenario that are not parameters, as a file may write them.

Money is in pounds here and becomes thousands of pounds once, when the region is built.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from sim.core.periods import QUARTERS_PER_YEAR
from sim.rules.residents import SAMPLE
from sim.scenario.calendar import QUARTER_FORMS, YEAR_FORMS

DISTRICTS_OF_A_COUNTY = 7
"""Median number of districts of an English shire county in 2010."""

MOST_COUNCILS = 400
"""More than the 353 principal councils that England had in 2010."""

MOST_QUARTERS = 240

MOST_RESIDENTS = 1_000_000
"""More than any council needs for its means to settle; "all" has no limit."""

type CouncilClass = Literal["reference", "metropolitan", "london", "unitary", "shire-county"]
type OrganisationKind = Literal[
    "housing-association", "social-enterprise", "contractor", "network-body"
]
type ServiceName = Literal["care", "housing", "youth", "neighbourhood", "back-office"]
type PartnershipName = Literal[
    "community-takeover",
    "contracting-out",
    "shared-service",
    "management-consolidation",
    "tri-sector-programme",
    "land-and-funding",
]


class Spec(BaseModel):
    """Base of every table of a scenario file: strict, frozen, finite, no unknown keys."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
    )


class CouncilSpec(Spec):
    """One council that the scenario names; what it leaves out comes from facts or its class."""

    name: str = Field(min_length=1, max_length=60)
    class_name: CouncilClass | None = Field(None, alias="class")
    population: int | None = Field(None, gt=0, le=10_000_000)
    deprivation: float | None = Field(None, ge=0, le=100)
    grant_share: float | None = Field(None, ge=0, le=1)
    budget: float | None = Field(None, gt=0, le=1e11)
    care: float | None = Field(None, ge=0, le=1e11)
    """The part of its budget that goes to care of adults and children."""
    reserves: float | None = Field(None, ge=0, le=1e11)
    districts: int | None = Field(None, ge=1, le=30)
    neighbours: tuple[str, ...] = ()
    grant_cut_factor: float = Field(1.0, ge=0, le=3)
    """Its cut in grant as a multiple of everybody's."""

    def district_names(self, is_county: bool) -> list[str]:
        """Return the names of its districts; none unless it is a county."""
        count = (self.districts or DISTRICTS_OF_A_COUNTY) if is_county else 0
        return [f"{self.name}-district-{i + 1}" for i in range(count)]


class GroupSpec(Spec):
    """Councils of one class that the scenario only counts, each drawn as its class has them."""

    class_name: CouncilClass = Field(alias="class")
    councils: int = Field(ge=1, le=MOST_COUNCILS)
    districts: tuple[Annotated[int, Field(ge=1, le=30)], ...] = ()
    """How many districts each county has, in order; the last number holds for all that follow."""

    def council_list(self) -> list[CouncilSpec]:
        """Return its councils, named by class and number."""
        counts = [*self.districts[: self.councils]]
        counts += self.districts[-1:] * (self.councils - len(counts))
        return [
            CouncilSpec(
                name=f"{self.class_name}-{i + 1}",
                class_name=self.class_name,
                districts=counts[i] if counts else None,
            )
            for i in range(self.councils)
        ]


class OrganisationSpec(Spec):
    """One organisation that the scenario names; without a home it works everywhere."""

    name: str = Field(min_length=1, max_length=60)
    kind: OrganisationKind
    home: str | None = None
    homes: tuple[str, ...] = ()

    @property
    def all_homes(self) -> tuple[str, ...]:
        """The councils in whose areas it works."""
        return (self.home, *self.homes) if self.home else self.homes


def _residents(value: Any) -> Any:
    counted = type(value) is int and 1 <= value <= MOST_RESIDENTS
    sampled = isinstance(value, str) and (value == "all" or SAMPLE.fullmatch(value))
    if counted or sampled:
        return value
    raise ValueError(f'a whole number from 1 to {MOST_RESIDENTS}, "all", or such as "1 in 10"')


class PlaceSpec(Spec):
    """The region: which councils, how many other organisations, how many residents."""

    councils: int | None = Field(None, ge=1, le=MOST_COUNCILS)
    council_class: CouncilClass = "reference"
    housing_associations: int = Field(4, ge=0, le=2000)
    social_enterprises: int = Field(10, ge=0, le=20_000)
    contractors: int = Field(4, ge=0, le=500)
    contractor_places: int | None = Field(None, ge=1, le=MOST_COUNCILS)
    """In how many places in a row each counted contractor works; everywhere if left out."""
    network_body: bool = False
    people: int | None = Field(None, gt=0, le=100_000_000)
    """People of the whole region; councils whose own number is not known are scaled to it."""
    residents_per_council: Annotated[int | str, BeforeValidator(_residents)] = 1000
    group: tuple[GroupSpec, ...] = ()
    council: tuple[CouncilSpec, ...] = ()
    organisation: tuple[OrganisationSpec, ...] = ()

    def council_list(self) -> tuple[CouncilSpec, ...]:
        """Return the named councils, those of groups, then others up to the number asked for."""
        listed = (*self.council, *(c for group in self.group for c in group.council_list()))
        count = self.councils if self.councils is not None else len(listed) or 6
        missing = range(len(listed), count)
        return (*listed, *(CouncilSpec(name=f"council-{i + 1}") for i in missing))


class RunSpec(Spec):
    """How long, from when, with which random seed, and how much is kept."""

    quarters: int = Field(40, ge=1, le=MOST_QUARTERS)
    start_year: int = Field(2010, ge=1900, le=2100)
    seed: int = Field(1, ge=0, le=2**63 - 1)
    replicates: int = Field(10, ge=1, le=100_000)
    record: Literal["full", "series", "summary"] = "full"
    beyond_range: tuple[str, ...] = ()
    """Parameters that somebody knowingly sets beyond the range of their evidence."""

    @property
    def years(self) -> int:
        """Financial years that it reaches into."""
        return -(-self.quarters // QUARTERS_PER_YEAR)


def _quarter(value: Any, info: ValidationInfo) -> Any:
    return info.context.quarter(value) if type(value) in (int, str) and info.context else value


def _year(value: Any, info: ValidationInfo) -> Any:
    return info.context.year(value) if type(value) in (int, str) and info.context else value


Quarter = Annotated[
    int,
    BeforeValidator(_quarter),
    Field(ge=0, le=MOST_QUARTERS, description=f"It takes {QUARTER_FORMS}."),
]
"""A quarter of the run, written as a number or as a time."""
Year = Annotated[
    int,
    BeforeValidator(_year),
    Field(ge=0, le=MOST_QUARTERS // QUARTERS_PER_YEAR, description=f"It takes {YEAR_FORMS}."),
]
"""A financial year of the run, written as a number or as people write it."""


class DatedSpec(Spec):
    """Something dated that happens from outside."""

    name: str = Field(min_length=1, max_length=60)


class GrantEvent(DatedSpec):
    """Extra grant of a single year; a budget that is better received lifts spirits, too."""

    kind: Literal["one-off-grant"]
    year: Year
    """Financial year, counted from the first one, which is 0."""
    amount: float = Field(ge=0, le=1e11)
    """Pounds, for each council it goes to."""
    council: str | None = None


class CrisisEvent(DatedSpec):
    """An emergency everywhere at once (SM26)."""

    kind: Literal["crisis"]
    quarter: Quarter
    intensity: float = Field(1.0, ge=0, le=2)


class MergerEvent(DatedSpec):
    """Two councils become one on the first day of a financial year (SM27)."""

    kind: Literal["reorganisation"]
    year: Annotated[Year, Field(ge=1)]
    councils: tuple[str, str]


class PolicyEvent(DatedSpec):
    """A policy from above that moves leaders' support for partnership, or how clear policy is."""

    kind: Literal["policy-event"]
    quarter: Quarter
    support: float = Field(0.0, ge=-0.5, le=0.5)
    """Added to every leader's support in that quarter (seeds row 7)."""
    clarity: float = Field(0.0, ge=-1, le=1)
    """Added to the clarity of policy from that quarter on (seeds row 9)."""


class ElectionEvent(DatedSpec):
    """A poll out of turn, known half a year ahead; ordinary polls are counted on from it."""

    kind: Literal["election"]
    quarter: Quarter
    council: str | None = None
    """Every council if none is named."""


class OfficerLeavesEvent(DatedSpec):
    """The person who holds an organisation's ties leaves in a quarter for certain."""

    kind: Literal["officer-leaves"]
    quarter: Quarter
    organisation: str


class WithdrawalEvent(DatedSpec):
    """A member gives notice, and leaves its partnerships when the notice is over (SM18)."""

    kind: Literal["member-withdraws"]
    quarter: Quarter
    """Quarter in which it gives notice."""
    organisation: str
    partnership: str | None = None
    """Every partnership that it is in by then if none is named."""
    notice: int = Field(4, ge=0, le=40)
    """Quarters for which it stays a member."""
    exit_cost: float = Field(0.0, ge=0, le=1e10)
    """Pounds that it pays the other members of each partnership when it leaves."""

    @property
    def leaves(self) -> int:
        """Quarter in which it leaves."""
        return self.quarter + self.notice


class AbsenceEvent(DatedSpec):
    """A partner stops turning up: it puts in nothing from then on (SM16)."""

    kind: Literal["stops-turning-up"]
    quarter: Quarter
    organisation: str


class ClosureEvent(DatedSpec):
    """A partnership is closed down by its members, whatever luck says (SM18)."""

    kind: Literal["closure"]
    quarter: Quarter
    partnership: str


class NewRulesEvent(DatedSpec):
    """Levers that stand otherwise from a quarter on."""

    kind: Literal["new-rules"]
    quarter: Quarter
    values: dict[str, Any] = Field(alias="set", min_length=1)
    """Levers by their keys, as in ``--set``; on top of all that was written before."""

    @property
    def told(self) -> str:
        """What it sets, in words."""
        return ", ".join(f"{key} = {value}" for key, value in self.values.items())


OLD_KINDS = {"departure": "officer-leaves"}
"""Kinds of events that had another name, and the name that they have now."""

type EventSpec = Annotated[
    GrantEvent
    | CrisisEvent
    | MergerEvent
    | PolicyEvent
    | ElectionEvent
    | OfficerLeavesEvent
    | WithdrawalEvent
    | AbsenceEvent
    | ClosureEvent
    | NewRulesEvent,
    Field(discriminator="kind"),
]


class PartnershipSpec(Spec):
    """A partnership that somebody has already agreed to."""

    type: PartnershipName
    members: tuple[str, ...] = Field(min_length=2, max_length=100)
    target_saving: float = Field(0.0, ge=0, le=1e10)
    """Pounds a year, once everybody puts in all that was declared; programmes save no cash."""
    set_up_cost: float = Field(0.0, ge=0, le=1e10)
    start: Quarter = Field(
        0,
        description=f"When it is agreed: {QUARTER_FORMS}; two more pay for setting it up.",
    )
    name: str | None = Field(None, min_length=1, max_length=60)
    service: ServiceName | None = None
    term_quarters: int | None = Field(None, ge=4, le=120)
    declared: float | None = Field(None, ge=0.2, le=0.95)
    """What is announced; left out, what its members would announce by themselves."""
    agreed: bool = True
    """Whether all is settled at the start; if not, negotiation begins then."""
