"""Network: what a membership body does, what it lives on, and what comes of it.

ODD: docs/odd.md, SM24
"""

import math
from typing import ClassVar

from sim.core.parameters import Parameters, param


class NetworkParameters(Parameters):
    """What a network body does, and what it lives on."""

    group = "network"
    neutral: ClassVar = {
        "convenes": False,
        "diffusion": 0.0,
        "project_base": 0.0,
        "project_effect": 0.0,
        "discount": 0.0,
        "vouchers": 0.0,
        "bid_quarter": -1,
        "director_meetings": False,
        "evaluation_share": 0.0,
    }

    convenes: bool = param(
        True,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-139",
        role="policy",
        why="Whether a network body brings anybody together at all.",
    )
    fee: float = param(
        3.0,
        unit="k£ per member and quarter",
        low=0.0,
        high=10.0,
        source="assumption-243",
        role="uncertainty",
        why="Membership fee.",
    )
    need: float = param(
        3.0,
        unit="k£ per member and quarter",
        low=1.0,
        high=10.0,
        source="assumption-244",
        role="uncertainty",
        why="What the body needs to stay as it is.",
    )
    funding: float = param(
        0.0,
        unit="k£ a quarter",
        low=0.0,
        high=200.0,
        source="seed-row-164",
        role="policy",
        why="Core funding from central government.",
    )
    shrinkage: float = param(
        0.25,
        unit="share/year",
        low=0.0,
        high=0.5,
        source="seed-row-164",
        role="uncertainty",
        why="How fast an underfunded body shrinks.",
    )
    joining_trust: float = param(
        0.25,
        unit="trust",
        low=0.0,
        high=0.6,
        source="assumption-245",
        role="uncertainty",
        why="Mean trust in members above which an organisation joins.",
    )
    members_at_start: float = param(
        0.5,
        unit="share of organisations",
        low=0.0,
        high=1.0,
        source="assumption-246",
        role="uncertainty",
        why="Organisations that are members at quarter 0.",
    )
    director_meetings: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-142",
        role="policy",
        why="Whether directors meet too; it raises their support.",
    )
    director_effect: float = param(
        0.02,
        unit="share/quarter",
        low=0.0,
        high=0.05,
        source="assumption-247",
        role="uncertainty",
        why="What directors' meetings add to leaders' support.",
    )
    diffusion: float = param(
        0.10,
        unit="share/quarter",
        low=0.0,
        high=0.3,
        source="assumption-248",
        role="uncertainty",
        why="How fast practice spreads.",
    )
    forgetting: float = param(
        0.01,
        unit="share/quarter",
        low=0.0,
        high=0.03,
        source="assumption-249",
        role="uncertainty",
        why="How fast practice fades.",
    )
    practice_saving: float = param(
        0.03,
        unit="share of cost",
        low=0.0,
        high=0.1,
        source="assumption-250",
        role="uncertainty",
        why="What full practice saves.",
    )
    evaluation_share: float = param(
        0.0,
        unit="share of projects",
        low=0.0,
        high=1.0,
        source="seed-row-147",
        role="policy",
        why="Projects that are evaluated: practice spreads faster, cases run less ahead.",
    )
    project_base: float = param(
        0.05,
        unit="chance/quarter",
        low=0.0,
        high=0.2,
        source="seed-row-145",
        role="uncertainty",
        why="Chance of a thematic project without meetings.",
    )
    project_effect: float = param(
        0.25,
        unit="chance per unit of trust",
        low=0.0,
        high=0.5,
        source="seed-row-145",
        role="uncertainty",
        why="What frequent meetings of trusting members add to it.",
    )
    project_cost: float = param(
        5.0,
        unit="k£",
        low=0.0,
        high=50.0,
        source="assumption-251",
        role="uncertainty",
        why="What a project costs the body.",
    )
    discount: float = param(
        0.15,
        unit="share of price",
        low=0.0,
        high=0.3,
        source="cr_collective_procurement_saving",
        role="uncertainty",
        why="Discount that a very large group of buyers gets.",
    )
    discount_scale: float = param(
        20.0,
        unit="members",
        low=5.0,
        high=60.0,
        source="assumption-252",
        role="uncertainty",
        why="Members at which two thirds of it are reached.",
    )
    collective_purchase: bool = param(
        False,
        unit="switch",
        low=None,
        high=None,
        source="seed-row-149",
        role="policy",
        why="Whether members buy together.",
    )
    purchased_share: float = param(
        0.05,
        unit="share of cost",
        low=0.0,
        high=0.2,
        source="assumption-253",
        role="uncertainty",
        why="Part of members' cost that can be bought together.",
    )
    vouchers: float = param(
        0.0,
        unit="k£ a quarter",
        low=0.0,
        high=5000.0,
        source="seed-row-151",
        role="policy",
        why="Fuel vouchers that the network hands out.",
    )
    targeting: float = param(
        0.7,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-152",
        role="uncertainty",
        why="Part of the vouchers that reaches those most at risk.",
    )
    bid_quarter: int = param(
        -1,
        unit="quarter",
        low=-1,
        high=239,
        source="seed-row-153",
        role="policy",
        why="Quarter in which members bid together for match funding; -1 for never.",
    )
    pledge: float = param(
        6250.0,
        unit="k£",
        low=0.0,
        high=50000.0,
        source="seed-row-156",
        role="policy",
        why="What members pledge of their own.",
    )
    convening_help: float = param(
        0.5,
        unit="share of weeks",
        low=0.0,
        high=0.8,
        source="assumption-304",
        role="uncertainty",
        why="What a body that convenes takes off the weeks that it takes to come together.",
    )
    bid_lead_cost: float = param(
        15.0,
        unit="k£",
        low=0.0,
        high=100.0,
        source="assumption-254",
        role="uncertainty",
        why="What a bid costs the body.",
    )
    bid_member_cost: float = param(
        2.0,
        unit="k£ per member",
        low=0.0,
        high=20.0,
        source="assumption-255",
        role="uncertainty",
        why="What a bid costs every member.",
    )
    win_base: float = param(
        0.5,
        unit="chance",
        low=0.0,
        high=1.0,
        source="assumption-256",
        role="uncertainty",
        why="Chance to win at middling integration.",
    )
    bid_trust: float = param(
        0.04,
        unit="trust",
        low=0.0,
        high=0.1,
        source="seed-row-158",
        role="uncertainty",
        why="Trust that every pair gains by bidding together, won or lost.",
    )


THEMES = ("young people", "work", "racial justice", "mental health")
"""What joint projects are about; a label, which changes nothing (seeds row 150)."""


def convening_weeks(response: float, activity: float, numbers: NetworkParameters) -> float:
    """Return the weeks it takes to bring members together, from what it would take without a body.

    ``activity`` is how much of its staff the body still has, 0 to 1.
    """
    return response * (1.0 - numbers.convening_help * activity)


def discount_of(members: int, numbers: NetworkParameters) -> float:
    """Return the discount that a group of buyers gets."""
    return numbers.discount * (1.0 - math.exp(-members / numbers.discount_scale))


def voucher_reach(local_members: int, numbers: NetworkParameters) -> float:
    """Return the share of residents at risk whom vouchers reach through local members."""
    return (1.0 - math.exp(-0.15 * local_members)) * numbers.targeting


def project_chance(meetings: float, trust: float, numbers: NetworkParameters) -> float:
    """Return the chance that a thematic project comes out of a quarter's meetings."""
    often = 1.0 - math.exp(-meetings / 4.0)
    return numbers.project_base + numbers.project_effect * often * trust


def practice_reach(meetings: float, numbers: NetworkParameters) -> float:
    """Return how fast practice spreads among members who meet; evaluated practice goes further."""
    often = 1.0 - math.exp(-meetings / 4.0)
    return numbers.diffusion * often * (1.0 + numbers.evaluation_share)


def win_chance(integration: float, numbers: NetworkParameters) -> float:
    """Return the chance that a consortium wins its bid."""
    return numbers.win_base + 0.1 * (integration - 0.5)
