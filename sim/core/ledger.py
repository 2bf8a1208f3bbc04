"""The ledger: the one place where money moves, in whole pence, double entry.

Benefits (avoided cost, social and economic value) live in the benefit book below, which is
never added to cash and cannot change a balance.
"""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from sim.core.errors import LedgerError

type Pence = int
type Account = str

PENCE_PER_K = 100_000
"""Pence in a thousand pounds."""

CENTRAL_GOVERNMENT: Account = "CentralGov"
HOUSEHOLDS: Account = "Households"
LENDERS: Account = "Lenders"
SUPPLIERS: Account = "Suppliers"
COMMUNITY: Account = "Community"
FIRE: Account = "Fire"
POLICE: Account = "Police"
NHS: Account = "NHS"
SCHOOLS: Account = "Schools"
OUTSIDE = frozenset({CENTRAL_GOVERNMENT, HOUSEHOLDS, LENDERS, SUPPLIERS})
"""Accounts beyond the model's borders; only these may go negative (docs/decisions/003)."""
RESERVED = OUTSIDE | {COMMUNITY, FIRE, POLICE, NHS, SCHOOLS}
"""Accounts that are always there, whatever organisations there are."""


def is_reserved(name: str) -> bool:
    """Tell whether an organisation of this name could be taken for one of those accounts."""
    return name.strip().casefold() in {account.casefold() for account in RESERVED}


class Flow(StrEnum):
    """Why money moved; every financial result is a sum over these (`sim/core/flow_roles.py`)."""

    OPENING_BALANCE = "opening balance"
    GRANT = "grant"
    COUNCIL_TAX = "council tax"
    FEES = "fees"
    SERVICES = "services"
    PARTNERSHIP_SAVING = "partnership saving"
    """A smaller payment to suppliers, booked as money back so that it can be followed."""
    PARTNERSHIP_LOSS = "partnership loss"
    """The dip: a joint service that costs more than the separate ones it replaced."""
    SET_UP = "set-up"
    OVERHEAD = "overhead"
    LOAN = "loan"
    LOAN_REPAYMENT = "loan repayment"
    LOAN_INTEREST = "loan interest"
    ADVANCE = "advance"
    ADVANCE_REPAYMENT = "advance repayment"
    EXIT = "exit cost"
    """What a member that withdraws pays those that stay (SM18)."""
    BENEFIT_SHARE = "benefit share"
    """What partners repay the one that paid for what they gained."""
    CASHED = "saving cashed"
    """An avoided cost that somebody turned into cash by closing posts (SM28)."""
    CONTRACT = "contract"
    DELIVERY = "cost of delivery"
    BID = "bid"
    SUBCONTRACT = "local subcontract"
    EXTRACTED = "value extracted"
    TRADING = "trading surplus"
    RUNNING = "running costs"
    PROGRAMME = "programme"
    CAPACITY = "investment in capacity"
    BUILDING = "building"
    RISK_PREMIUM = "risk premium"
    """What lenders ask for the risk that building costs more than planned."""
    CAPITAL_GRANT = "capital grant"
    RENT = "rent surplus"
    ENERGY = "energy saving"
    NETWORK_FEE = "network fee"
    NETWORK = "network activity"
    MATCH = "match funding"
    PLEDGE = "pledge"
    PLEDGE_REFUND = "pledge refunded"
    VOUCHER = "voucher"
    IDEAS = "five ideas"
    IDEAS_GRANT = "grant for the five ideas"
    DIVIDEND = "community dividend"
    LEVY = "neighbourhood levy"
    ASSETS = "holding of assets"
    MERGER = "reorganisation"
    POOLED = "pooled balances"


class Entry(NamedTuple):
    """One payment, as it is written to the results."""

    quarter: int
    payer: Account
    payee: Account
    flow: Flow
    partnership: str
    """Name of the partnership it belongs to; empty for none."""
    pence: Pence


class Ledger:
    """Double-entry books: balances always sum to zero."""

    def __init__(self) -> None:
        self.quarter = 0
        self.entries: list[Entry] = []
        self._quarter_begins = 0
        self._under: defaultdict[Flow, list[Entry]] = defaultdict(list)
        self._balances: defaultdict[Account, Pence] = defaultdict(int)
        self._opened: set[Account] = set()

    @property
    def balances(self) -> dict[Account, Pence]:
        """What every account that ever moved money holds, in pence."""
        return dict(self._balances)

    def open(self, name: str) -> Account:
        """Open an organisation's account; raises LedgerError for a name that is taken."""
        if is_reserved(name) or name in self._opened:
            raise LedgerError(f"there is an account {name!r} already; it cannot be opened twice")
        self._opened.add(name)
        return name

    def balance(self, account: Account) -> Pence:
        """Return what the account holds, in pence."""
        return self._balances[account]

    def begin(self, quarter: int) -> None:
        """Turn to a new quarter; what is paid from now on belongs to it."""
        self.quarter = quarter
        self._quarter_begins = len(self.entries)
        self._under.clear()

    @property
    def this_quarter(self) -> list[Entry]:
        """The entries of the present quarter."""
        return self.entries[self._quarter_begins :]

    def under(self, *flows: Flow) -> list[Entry]:
        """Return the entries of the present quarter under some headings, heading by heading."""
        return [entry for flow in flows for entry in self._under.get(flow, ())]

    def transfer(
        self, payer: Account, payee: Account, pence: Pence, flow: Flow, partnership: str = ""
    ) -> None:
        """Move whole pence and record why; nothing is recorded for a payment of zero.

        Raises LedgerError for an amount that is no integer or negative, and for a payer
        inside the model that does not hold it.
        """
        if type(pence) is not int or pence < 0:
            raise LedgerError(f"{flow} from {payer} to {payee} is {pence!r}, not whole pence")
        if pence == 0:
            return
        if payer not in OUTSIDE and self._balances[payer] < pence:
            held = self._balances[payer]
            raise LedgerError(f"{payer} cannot pay {pence}p of {flow} to {payee}: it holds {held}p")
        self._balances[payer] -= pence
        self._balances[payee] += pence
        entry = Entry(self.quarter, payer, payee, flow, partnership, pence)
        self.entries.append(entry)
        self._under[flow].append(entry)

    def total(self, flow: Flow) -> Pence:
        """Return all that has ever been paid under this heading."""
        return sum(entry.pence for entry in self.entries if entry.flow == flow)

    def check(self) -> None:
        """Raise LedgerError unless all accounts sum to zero and none inside is overdrawn."""
        if sum(self._balances.values()) != 0:
            raise LedgerError("the books do not close: the balances do not sum to zero")
        for account, held in self._balances.items():
            if held < 0 and account not in OUTSIDE:
                raise LedgerError(f"{account} is overdrawn by {-held}p")


class Basis(StrEnum):
    """How a benefit is known: three different figures that are never added up."""

    CLAIMED = "claimed"
    ATTRIBUTED = "attributed"
    COUNTERFACTUAL = "counterfactual"


class BenefitKind(StrEnum):
    """What a benefit is; only the first can become cash."""

    CASHABLE = "cashable"
    CAPACITY = "capacity-releasing"
    ECONOMIC = "economic"
    SOCIAL = "social"


class Benefit(NamedTuple):
    """One line of the benefit book: worth somebody gained, which is not cash in hand."""

    quarter: int
    partnership: str
    beneficiary: Account
    kind: BenefitKind
    basis: Basis
    pence: Pence
    """Signed: a joint service in its first quarters can cost more than it saves."""


def to_pence(k_pounds: float) -> Pence:
    """Round thousands of pounds to whole pence, halves to even (decisions 10)."""
    return round(k_pounds * PENCE_PER_K)


def split(total: Pence, weights: Sequence[float], keys: Sequence[str]) -> list[Pence]:
    """Share whole pence in proportion to weights by largest remainder, ties by key.

    The parts always add up to ``total``; with no positive weight the shares are equal.
    """
    if len(weights) == 1:
        return [total]
    if total < 0:
        return [-part for part in split(-total, weights, keys)]
    scale = sum(weights)
    exact = [total * w / scale if scale > 0 else total / len(weights) for w in weights]
    parts = [int(x) for x in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], keys[i]))
    missing = total - sum(parts)
    for i in range(abs(missing)):
        parts[order[i % len(order)]] += 1 if missing > 0 else -1
    return parts
