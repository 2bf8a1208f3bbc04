"""Borrowing: level annuities, and how much of its reserves and revenue a council may pledge.

Never for ordinary running costs: only to set up a partnership, and for the loan that follows
a section 114 notice (the duty to balance the budget).

ODD: docs/odd.md, SM3
"""

import math
from dataclasses import dataclass
from typing import ClassVar

from sim.core.ledger import Pence, to_pence
from sim.core.parameters import Parameters, param


class BorrowingParameters(Parameters):
    """Terms of loans, and the limits a council keeps to."""

    group = "borrowing"
    neutral: ClassVar = {"interest": 0.0}

    interest: float = param(
        0.035,
        unit="share/year, real",
        low=0.0,
        high=0.08,
        source="assumption-13",
        role="uncertainty",
        why="Interest on every loan.",
    )
    set_up_term: int = param(
        20,
        unit="quarters",
        low=4,
        high=80,
        source="assumption-14",
        role="uncertainty",
        why="Term of a loan that pays for setting a partnership up.",
    )
    rescue_term: int = param(
        80,
        unit="quarters",
        low=20,
        high=120,
        source="assumption-15",
        role="uncertainty",
        why="Term of the loan that follows a section 114 notice.",
    )
    service_limit: float = param(
        0.10,
        unit="share of revenue",
        low=0.0,
        high=0.2,
        source="assumption-16",
        role="policy",
        why="lambda_max: debt service above which a council borrows no more.",
    )
    reserve_floor: float = param(
        0.04,
        unit="share of yearly revenue",
        low=0.0,
        high=0.1,
        source="assumption-17",
        role="policy",
        why="m: reserves a council will not touch by choice.",
    )


@dataclass
class Loan:
    """One level annuity: what is still owed, and what is paid each quarter."""

    outstanding: Pence
    payment: Pence
    rate: float
    """Interest per quarter."""
    starts: int
    """Quarter of the first payment."""

    def next_payment(self) -> tuple[Pence, Pence]:
        """Return (interest, principal) of the next quarter; the last payment clears the rest."""
        interest = round(self.outstanding * self.rate)
        principal = min(self.outstanding, max(self.payment - interest, 0))
        return interest, principal


def level_loan(amount: float, quarters: int, starts: int, numbers: BorrowingParameters) -> Loan:
    """Return a loan of thousands of pounds that equal quarterly payments repay in full."""
    rate = (1.0 + numbers.interest) ** 0.25 - 1.0
    share = rate / (1.0 - (1.0 + rate) ** -quarters) if rate > 0.0 else 1.0 / quarters
    owed = to_pence(amount)
    # Rounded up, and a penny more than interest can be rounded up by: the last payment is the
    # smaller one, and nothing is left over after the term.
    return Loan(owed, math.ceil(owed * share) + (rate > 0.0), rate, starts)


def free_reserves(reserves: float, revenue: float, numbers: BorrowingParameters) -> float:
    """Return the reserves (k£) above the floor that a council keeps."""
    return max(0.0, reserves - numbers.reserve_floor * revenue)
