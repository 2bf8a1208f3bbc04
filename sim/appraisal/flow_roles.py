"""Flows: what every reason for a payment means in an appraisal.

A partnership costs what is paid to set it up and keep it going. Borrowing and repaying is not a
cost, interest is one to whoever pays it and none to society. Everything else is ordinary money
or passes from one account to another.
"""

from enum import Enum

from sim.core.ledger import COMMUNITY, LENDERS, SUPPLIERS, Flow

OUTSIDE_SOCIETY = (SUPPLIERS, LENDERS, COMMUNITY)
"""Accounts whose gain is no gain to society: what reaches them is work done, or is spent."""


class Role(Enum):
    """What a flow is in an appraisal."""

    COST = "cost of partnership working"
    SAVING = "saving that became cash"
    TRANSFER = "money passed on"
    FINANCE = "borrowing and repaying"
    INTEREST = "interest"
    TAX = "tax"
    ORDINARY = "ordinary income and spending"


ROLES: dict[Flow, Role] = {
    Flow.SET_UP: Role.COST,
    Flow.OVERHEAD: Role.COST,
    Flow.PARTNERSHIP_LOSS: Role.COST,
    Flow.PROGRAMME: Role.COST,
    Flow.CAPACITY: Role.COST,
    Flow.IDEAS: Role.COST,
    Flow.NETWORK: Role.COST,
    Flow.BID: Role.COST,
    Flow.MERGER: Role.COST,
    Flow.BUILDING: Role.COST,
    Flow.PARTNERSHIP_SAVING: Role.SAVING,
    Flow.CASHED: Role.SAVING,
    Flow.ASSETS: Role.SAVING,
    Flow.ENERGY: Role.SAVING,
    Flow.BENEFIT_SHARE: Role.TRANSFER,
    Flow.EXIT: Role.TRANSFER,
    Flow.NETWORK_FEE: Role.TRANSFER,
    Flow.MATCH: Role.TRANSFER,
    Flow.PLEDGE: Role.TRANSFER,
    Flow.PLEDGE_REFUND: Role.TRANSFER,
    Flow.VOUCHER: Role.TRANSFER,
    Flow.IDEAS_GRANT: Role.TRANSFER,
    Flow.DIVIDEND: Role.TRANSFER,
    Flow.LEVY: Role.TRANSFER,
    Flow.GRANT: Role.TRANSFER,
    Flow.ONE_OFF_GRANT: Role.TRANSFER,
    Flow.CAPITAL_GRANT: Role.TRANSFER,
    Flow.OPENING_BALANCE: Role.FINANCE,
    Flow.LOAN: Role.FINANCE,
    Flow.LOAN_REPAYMENT: Role.FINANCE,
    Flow.ADVANCE: Role.FINANCE,
    Flow.ADVANCE_REPAYMENT: Role.FINANCE,
    Flow.POOLED: Role.FINANCE,
    Flow.LOAN_INTEREST: Role.INTEREST,
    Flow.RISK_PREMIUM: Role.INTEREST,
    Flow.COUNCIL_TAX: Role.TAX,
    Flow.FEES: Role.ORDINARY,
    Flow.SERVICES: Role.ORDINARY,
    Flow.CONTRACT: Role.ORDINARY,
    Flow.DELIVERY: Role.ORDINARY,
    Flow.SUBCONTRACT: Role.ORDINARY,
    Flow.EXTRACTED: Role.ORDINARY,
    Flow.TRADING: Role.ORDINARY,
    Flow.RUNNING: Role.ORDINARY,
    Flow.TEMPORARY_HOUSING: Role.ORDINARY,
    Flow.RENT: Role.ORDINARY,
}
"""Every flow has exactly one role; a test holds it to the ledger's closed set."""


def flows_of(*roles: Role) -> set[str]:
    """Return the names of all flows with one of the roles."""
    return {str(flow) for flow, role in ROLES.items() if role in roles}
