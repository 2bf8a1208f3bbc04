"""Flow roles: one table of what every reason for a payment means, read by all that add money up.

A partnership costs what is paid to set it up and keep it going. Borrowing and repaying is not a
cost; interest is one to whoever pays it and none to society. Everything else is ordinary money
or passes from one account to another.
"""

from enum import Enum
from typing import NamedTuple

from sim.core.ledger import (
    CENTRAL_GOVERNMENT,
    COMMUNITY,
    FIRE,
    HOUSEHOLDS,
    LENDERS,
    SCHOOLS,
    SUPPLIERS,
    Flow,
)

type Party = str
"""An account, or the kind of an organisation."""

COUNCIL: Party = "council"
ASSOCIATION: Party = "housing-association"
COMPANY: Party = "housing-company"
ENTERPRISE: Party = "social-enterprise"
CONTRACTOR: Party = "contractor"
NETWORK_BODY: Party = "network-body"

OUTSIDE_SOCIETY = (SUPPLIERS, LENDERS, COMMUNITY)
"""Accounts whose gain is no gain to society: what reaches them is work done, or is spent."""


class Role(Enum):
    """The line of the business case that a flow belongs to."""

    COST = "cost of partnership working"
    SAVING = "saving that became cash"
    TRANSFER = "money passed on"
    FINANCE = "borrowing and repaying"
    INTEREST = "interest"
    TAX = "tax"
    SERVICE = "services"
    ORDINARY = "other income and spending"


OUTSIDE_ROOM = frozenset({Role.FINANCE, Role.TAX, Role.SERVICE})
"""What a council's room for services is spent on or filled up with, so that none of it is room."""


class FlowRole(NamedTuple):
    """Who pays and receives a flow, and the line of the business case that it belongs to."""

    payers: tuple[Party, ...]
    payees: tuple[Party, ...]
    role: Role

    @property
    def in_room(self) -> bool:
        """Whether a council has more for services when it receives this, and less when it pays."""
        return self.role not in OUTSIDE_ROOM


PARTNERS = (COUNCIL, ASSOCIATION, ENTERPRISE, CONTRACTOR)
"""Who can be a member of a partnership and bear its costs."""
BUILDERS = (ASSOCIATION, COMPANY)
PROVIDERS = (ASSOCIATION, ENTERPRISE, CONTRACTOR)

FLOW_ROLES: dict[Flow, FlowRole] = {
    Flow.OPENING_BALANCE: FlowRole(
        (CENTRAL_GOVERNMENT, SUPPLIERS), (*PARTNERS, COMPANY, NETWORK_BODY), Role.FINANCE
    ),
    Flow.GRANT: FlowRole((CENTRAL_GOVERNMENT,), (COUNCIL,), Role.TRANSFER),
    Flow.COUNCIL_TAX: FlowRole((HOUSEHOLDS,), (COUNCIL,), Role.TAX),
    Flow.FEES: FlowRole((HOUSEHOLDS,), (COUNCIL,), Role.ORDINARY),
    Flow.SERVICES: FlowRole((COUNCIL,), (SUPPLIERS,), Role.SERVICE),
    Flow.PARTNERSHIP_SAVING: FlowRole((SUPPLIERS,), PARTNERS, Role.SAVING),
    Flow.PARTNERSHIP_LOSS: FlowRole(PARTNERS, (SUPPLIERS,), Role.COST),
    Flow.SET_UP: FlowRole(PARTNERS, (SUPPLIERS,), Role.COST),
    Flow.OVERHEAD: FlowRole(PARTNERS, (SUPPLIERS,), Role.COST),
    Flow.LOAN: FlowRole((LENDERS,), (COUNCIL, *BUILDERS), Role.FINANCE),
    Flow.LOAN_REPAYMENT: FlowRole((COUNCIL,), (LENDERS,), Role.FINANCE),
    Flow.LOAN_INTEREST: FlowRole((COUNCIL,), (LENDERS,), Role.INTEREST),
    Flow.ADVANCE: FlowRole((LENDERS,), (COUNCIL,), Role.FINANCE),
    Flow.ADVANCE_REPAYMENT: FlowRole((COUNCIL,), (LENDERS,), Role.FINANCE),
    Flow.BENEFIT_SHARE: FlowRole(
        (CENTRAL_GOVERNMENT, COUNCIL), (COUNCIL, ASSOCIATION), Role.TRANSFER
    ),
    Flow.EXIT: FlowRole(PARTNERS, PARTNERS, Role.TRANSFER),
    Flow.CASHED: FlowRole((SUPPLIERS,), (FIRE, SCHOOLS), Role.SAVING),
    Flow.CONTRACT: FlowRole((COUNCIL,), PROVIDERS, Role.SERVICE),
    Flow.DELIVERY: FlowRole(PROVIDERS, (SUPPLIERS,), Role.ORDINARY),
    Flow.BID: FlowRole((*PARTNERS, NETWORK_BODY), (SUPPLIERS,), Role.COST),
    Flow.SUBCONTRACT: FlowRole((CONTRACTOR,), (ENTERPRISE,), Role.ORDINARY),
    Flow.EXTRACTED: FlowRole((CONTRACTOR,), (SUPPLIERS,), Role.ORDINARY),
    Flow.TRADING: FlowRole((HOUSEHOLDS,), (ASSOCIATION,), Role.ORDINARY),
    Flow.RUNNING: FlowRole((ASSOCIATION, ENTERPRISE), (SUPPLIERS,), Role.ORDINARY),
    Flow.PROGRAMME: FlowRole((COUNCIL,), (COMMUNITY, *PROVIDERS), Role.COST),
    Flow.CAPACITY: FlowRole((COUNCIL,), (COMMUNITY,), Role.COST),
    Flow.BUILDING: FlowRole(BUILDERS, (SUPPLIERS,), Role.COST),
    Flow.RISK_PREMIUM: FlowRole((COUNCIL, ASSOCIATION), (LENDERS,), Role.INTEREST),
    Flow.CAPITAL_GRANT: FlowRole((CENTRAL_GOVERNMENT,), BUILDERS, Role.TRANSFER),
    Flow.RENT: FlowRole((HOUSEHOLDS,), (COUNCIL, ASSOCIATION), Role.ORDINARY),
    Flow.ENERGY: FlowRole((SUPPLIERS,), (COUNCIL, ASSOCIATION), Role.SAVING),
    Flow.NETWORK_FEE: FlowRole((COUNCIL, ASSOCIATION, ENTERPRISE), (NETWORK_BODY,), Role.TRANSFER),
    Flow.NETWORK: FlowRole(
        (CENTRAL_GOVERNMENT, NETWORK_BODY), (NETWORK_BODY, SUPPLIERS), Role.COST
    ),
    Flow.MATCH: FlowRole((CENTRAL_GOVERNMENT,), (COMMUNITY,), Role.TRANSFER),
    Flow.PLEDGE: FlowRole((HOUSEHOLDS, ASSOCIATION, ENTERPRISE), (COMMUNITY,), Role.TRANSFER),
    Flow.PLEDGE_REFUND: FlowRole((COMMUNITY,), (HOUSEHOLDS,), Role.TRANSFER),
    Flow.VOUCHER: FlowRole((CENTRAL_GOVERNMENT,), (HOUSEHOLDS,), Role.TRANSFER),
    Flow.IDEAS: FlowRole((COUNCIL,), (SUPPLIERS, COMMUNITY), Role.COST),
    Flow.IDEAS_GRANT: FlowRole((CENTRAL_GOVERNMENT,), (COUNCIL,), Role.TRANSFER),
    Flow.DIVIDEND: FlowRole((FIRE, SCHOOLS), (COMMUNITY,), Role.TRANSFER),
    Flow.LEVY: FlowRole((HOUSEHOLDS,), (COMMUNITY,), Role.TRANSFER),
    Flow.ASSETS: FlowRole((SUPPLIERS, ENTERPRISE), (COUNCIL, SUPPLIERS), Role.SAVING),
    Flow.MERGER: FlowRole((COUNCIL,), (SUPPLIERS,), Role.COST),
    Flow.POOLED: FlowRole((COUNCIL,), (COUNCIL,), Role.FINANCE),
}
"""Every flow with its place in the accounts; a test holds it to what the ledger books."""


def flows_of(*roles: Role) -> set[str]:
    """Return the names of all flows with one of the roles."""
    return {str(flow) for flow, kind in FLOW_ROLES.items() if kind.role in roles}
