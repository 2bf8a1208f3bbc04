"""Repayment: what a partnership cost its payer so far, who gained, and what came back."""

from collections import defaultdict
from dataclasses import dataclass, field

from sim.core.ledger import Account, Pence


@dataclass
class Repayment:
    """Sums since a partnership began, in whole pence."""

    agreed: float = 0.0
    """Pence of what councils paid for it that gainers agreed to repay, at the share of then."""
    gains: dict[Account, Pence] = field(default_factory=lambda: defaultdict(int))
    """What it was worth to each account, as attributed."""
    repaid: Pence = 0
