"""Programme: cohorts of young people, one by one, with and without the help of three partners.

Every trainee meets the same luck twice, once as if there were no programme, so additional
people are counted, not estimated. What partners put in decides who gets over a crisis and how
much the year helps.

Reads:  partnership.memberships (contributions), partnership.effective
Writes: model.cohorts, cohort.finished, person.in_crisis, .dropped_out, .good_destination,
        .good_destination_without, .offence_free, .offence_free_without, partnership.benefit,
        model.benefits, council.planned_costs, .prevented; the ledger (programme)
ODD:    docs/odd.md, SM8
"""

from typing import TYPE_CHECKING

from sim.agents.participant import Cohort, Participant
from sim.agents.partnership import MOBILISING_QUARTERS
from sim.agents.partnership_types import TRI_SECTOR_PROGRAMME
from sim.agents.phases import SPENDING
from sim.core.events import EventKind
from sim.core.ledger import (
    CENTRAL_GOVERNMENT,
    COMMUNITY,
    POLICE,
    SUPPLIERS,
    Account,
    Basis,
    Benefit,
    BenefitKind,
    Flow,
    to_pence,
)
from sim.core.periods import QUARTERS_PER_YEAR, is_april
from sim.core.services import Service
from sim.core.streams import decision, entity_key
from sim.rules.aggregation import constant_elasticity
from sim.rules.commitment import ContributionParameters
from sim.rules.programme import (
    COHORT_QUARTERS,
    RISK_WEIGHTS,
    ProgrammeParameters,
    chance_with,
    chance_without,
    crisis_chance,
    expected_benefit,
    links_found,
    offence_free_with,
    support,
)
from sim.rules.sharing import SharingParameters

if TYPE_CHECKING:
    from sim.agents.council import Council
    from sim.agents.partnership import Partnership
    from sim.model import PartnershipModel

TRAIT = decision("programme.trait")
CRISIS = decision("programme.personal-crisis")
DROPS_OUT = decision("programme.drops-out")
DESTINATION = decision("programme.destination")
OFFENDS = decision("programme.offends")

NEET_YEAR = 4.637
"""k£ that a year out of work and training costs central government (uc_neet_year)."""
FIRST_OFFENCE = 3.620
"""k£ that a first entry to the justice system costs the police (uc_first_time_entrant)."""


def announce(model: "PartnershipModel") -> None:
    """Tell each April's budget what the places of programmes will cost."""
    numbers = model.params[ProgrammeParameters]
    if not is_april(model.quarter):
        return
    for partnership in model.live_partnerships:
        if partnership.kind is TRI_SECTOR_PROGRAMME and partnership.phase in SPENDING:
            waits = 0
            if not partnership.delivering:
                waits = 1 + MOBILISING_QUARTERS - partnership.quarters_in_phase()
            people = min(numbers.places, pool_of(partnership, numbers))
            quarterly = people * numbers.place_cost / 4.0
            partnership.lead.planned_costs += quarterly * (QUARTERS_PER_YEAR - waits)


def run(model: "PartnershipModel") -> None:
    """Take every programme through a quarter: enrol, support, pay, and see what became of them."""
    numbers = model.params[ProgrammeParameters]
    share = model.params[SharingParameters].benefit_share
    # Those whose year is over leave before the others live this quarter.
    for cohort in model.cohorts:
        if cohort.begun + COHORT_QUARTERS == model.quarter:
            finish(model, cohort, numbers)
        book_benefits(model, cohort)
    for partnership in model.live_partnerships:
        if partnership.kind is TRI_SECTOR_PROGRAMME and partnership.delivering:
            cost = numbers.places * numbers.place_cost / 4.0
            worth = expected_benefit(partnership.effective, share, numbers)
            partnership.benefit = cost * worth
            take_quarter(model, partnership, numbers)
    relieve(model, numbers)


def take_quarter(
    model: "PartnershipModel", partnership: "Partnership", numbers: ProgrammeParameters
) -> None:
    """Enrol a cohort if one is due, support the one in training, and pay for its places."""
    if partnership.delivered_quarters % COHORT_QUARTERS == 0:
        enrol(model, partnership, numbers)
    training = [c for c in model.cohorts if c.partnership is partnership and not c.finished]
    given = help_given(model, partnership)
    for cohort in training:
        cohort.help.append(given)
        for person in cohort.people:
            live_quarter(model, person, given, numbers)
        pay_places(partnership, len(cohort.people), numbers)


def help_given(model: "PartnershipModel", partnership: "Partnership") -> float:
    """Return how much help the partners' contributions make together (all are needed)."""
    given = [membership.contribution for membership in partnership.memberships]
    return constant_elasticity(given, model.params[ContributionParameters].substitution)


def enrol(
    model: "PartnershipModel", partnership: "Partnership", numbers: ProgrammeParameters
) -> None:
    """Take in a cohort from the referral pool of two council teams."""
    pool = pool_of(partnership, numbers)
    cohort = Cohort(partnership, model.quarter)
    for i in range(min(numbers.places, pool)):
        name = f"{partnership.name} {model.quarter}.{i}"
        code = entity_key(name)
        traits = {
            trait: model.streams.uniform(TRAIT, 0, code, slot=k) < getattr(numbers, trait)
            for k, trait in enumerate(RISK_WEIGHTS)
        }
        cohort.people.append(Participant(model, name, cohort, traits))
    model.cohorts.append(cohort)
    why = f"{len(cohort.people)} of {pool} who could be referred"
    model.events.record(EventKind.COHORT_BEGINS, partnership.name, why=why)


def pool_of(partnership: "Partnership", numbers: ProgrammeParameters) -> int:
    """Return how many young people the council could refer in a year."""
    return round(numbers.referral_pool * partnership.lead.population)


def live_quarter(
    model: "PartnershipModel", person: Participant, given: float, numbers: ProgrammeParameters
) -> None:
    """Let one trainee live a quarter: a crisis may come, and help may not be enough."""
    if person.dropped_out:
        return
    luck = model.streams.uniform(CRISIS, model.quarter, person.code)
    person.in_crisis = luck < crisis_chance(person.risk, numbers)
    person.gain_capability(given)
    if person.in_crisis:
        lost = model.streams.uniform(DROPS_OUT, model.quarter, person.code)
        person.dropped_out = lost > support(given, numbers)


def finish(model: "PartnershipModel", cohort: Cohort, numbers: ProgrammeParameters) -> None:
    """See what became of a cohort, with the programme and on the same luck without it.

    A year that was cut short because the partnership ended helped by that much less.
    """
    cohort.finished = True
    given = sum(cohort.help) / COHORT_QUARTERS
    links = links_found(partners_effort(cohort.partnership), numbers)
    for person in cohort.people:
        helped = 0.0 if person.dropped_out else given
        luck = model.streams.uniform(DESTINATION, 0, person.code)
        person.good_destination = luck < chance_with(person.risk, helped, links, numbers)
        person.good_destination_without = luck < chance_without(person.risk, numbers)
        luck = model.streams.uniform(OFFENDS, 0, person.code)
        person.offence_free = luck < offence_free_with(helped, numbers)
        person.offence_free_without = luck < numbers.offence_free
    told = f"{cohort.good_destinations} of {len(cohort.people)} in work, training or study"
    told += f", {cohort.additional} of them because of the programme"
    model.events.record(EventKind.COHORT_ENDS, cohort.partnership.name, why=told)


def partners_effort(partnership: "Partnership") -> float:
    """Return what the partners of the council put in, on average."""
    given = [
        m.contribution for m in partnership.memberships if m.organisation is not partnership.lead
    ]
    return sum(given) / len(given) if given else 0.0


def relieve(model: "PartnershipModel", numbers: ProgrammeParameters) -> None:
    """Take off councils' youth need, for a year, what additional good destinations spare them."""
    for council in model.councils:
        spared = numbers.youth_relief / 4.0 * settled_lately(model, council)
        needed = float(council.base_spend[Service.YOUTH]) / 4.0
        council.prevented[Service.YOUTH] = spared / needed if needed > 0.0 else 0.0


def settled_lately(model: "PartnershipModel", council: "Council") -> int:
    """Return how many additional young people of a council's cohorts settled within a year."""
    recent = model.quarter - 2 * COHORT_QUARTERS
    return sum(
        cohort.additional
        for cohort in model.cohorts
        if cohort.finished and cohort.begun > recent and cohort.partnership.lead is council
    )


def pay_places(partnership: "Partnership", people: int, numbers: ProgrammeParameters) -> None:
    """Let the council pay a quarter of the places: allowances, and the two partners' staff."""
    council, name = partnership.lead, partnership.name
    allowance = people * numbers.allowance / 4.0
    staff = people * (numbers.place_cost - numbers.allowance) / 4.0
    council.pay(COMMUNITY, to_pence(allowance), Flow.PROGRAMME, name)
    partners = [m for m in partnership.members if m is not council]
    for partner in partners:
        part = staff / len(partners)
        council.pay(partner.account, to_pence(part), Flow.PROGRAMME, name)
        partner.pay_up_to(SUPPLIERS, part, Flow.DELIVERY, name)


def book_benefits(model: "PartnershipModel", cohort: Cohort) -> None:
    """Enter what a cohort is worth to others: claimed for everybody, attributed for additional."""
    since = model.quarter - cohort.begun - COHORT_QUARTERS
    if not cohort.finished or not 0 <= since < COHORT_QUARTERS:
        return
    each = NEET_YEAR / 4.0
    enter(model, cohort, CENTRAL_GOVERNMENT, Basis.CLAIMED, each * cohort.good_destinations)
    enter(model, cohort, CENTRAL_GOVERNMENT, Basis.ATTRIBUTED, each * cohort.additional)
    if since == 0:
        fewer = FIRST_OFFENCE * cohort.offences_prevented
        enter(model, cohort, POLICE, Basis.CLAIMED, fewer)
        enter(model, cohort, POLICE, Basis.ATTRIBUTED, fewer)


def enter(
    model: "PartnershipModel", cohort: Cohort, account: Account, basis: Basis, amount: float
) -> None:
    """Enter one figure (k£) in the benefit book; it is nobody's cash."""
    line = Benefit(
        model.quarter,
        cohort.partnership.name,
        account,
        BenefitKind.ECONOMIC,
        basis,
        to_pence(amount),
    )
    model.benefits.append(line)
