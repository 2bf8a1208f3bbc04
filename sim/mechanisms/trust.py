"""Trust: kept promises build it, broken ones cost more of it, and without contact it fades.

Each quarter of joint delivery, a member looks at what each partner put in against what was
declared, more or less clearly depending on transparency, and reads it a little in the light
of what it already believed.

Reads:  partnership.declared, membership.contribution
Writes: model.ties, its .rounds
ODD:    docs/odd.md, SM10
"""

from collections import defaultdict
from collections.abc import Container
from itertools import permutations
from typing import TYPE_CHECKING, ClassVar

from sim.core.parameters import Parameters, param
from sim.rules.aggregation import clip
from sim.rules.overhead import GovernanceParameters

if TYPE_CHECKING:
    from sim.agents.base import Organisation
    from sim.model import PartnershipModel


class TrustParameters(Parameters):
    """How trust is won, lost and forgotten."""

    group = "trust"
    neutral: ClassVar = {"gain": 0.0, "decay": 0.0}

    gain: float = param(
        0.08,
        unit="share/quarter",
        low=0.03,
        high=0.15,
        source="assumption-64",
        role="uncertainty",
        why="alpha: step towards full trust after a promise fully kept.",
    )
    loss_ratio: float = param(
        2.0,
        unit="multiple",
        low=1.0,
        high=4.0,
        source="assumption-65",
        role="uncertainty",
        why="lambda: how much more a broken promise weighs than a kept one.",
    )
    confirmation_bias: float = param(
        0.15,
        unit="share",
        low=0.0,
        high=0.4,
        source="assumption-66",
        role="uncertainty",
        why="b_conf: how far what one already believes colours what one sees.",
    )
    kept_threshold: float = param(
        0.40,
        unit="share of what was declared",
        low=0.3,
        high=0.6,
        source="assumption-67",
        role="uncertainty",
        why="r0: below it a promise counts as broken.",
    )
    decay: float = param(
        0.03,
        unit="share/quarter",
        low=0.01,
        high=0.08,
        source="re_trust_decay",
        role="uncertainty",
        why="d: what fades in a quarter without joint work.",
    )
    baseline: float = param(
        0.30,
        unit="trust",
        low=0.15,
        high=0.45,
        source="assumption-68",
        role="uncertainty",
        why="tau_b: trust between strangers.",
    )
    pre_tie_share: float = param(
        0.30,
        unit="share of pairs",
        low=0.0,
        high=1.0,
        source="seed-row-134",
        role="uncertainty",
        why="Pairs within reach that already know each other at the start.",
    )
    pre_tie_bonus: float = param(
        0.28,
        unit="trust",
        low=0.0,
        high=0.5,
        source="assumption-69",
        role="uncertainty",
        why="How much more those pairs trust each other.",
    )
    noise_sd: float = param(
        0.05,
        unit="trust",
        low=0.0,
        high=0.15,
        source="assumption-70",
        role="uncertainty",
        why="Standard deviation of trust at the start.",
    )
    held_by_institution: float = param(
        0.5,
        unit="share",
        low=0.0,
        high=1.0,
        source="seed-row-89",
        role="uncertainty",
        why="h: trust that stays when the person who held the tie leaves.",
    )


def promise_kept(ratio: float, threshold: float) -> float:
    """Return how a contribution is judged, from -1 (broken) to +1 (kept in full)."""
    if ratio >= threshold:
        return (ratio - threshold) / (1.0 - threshold)
    return (ratio - threshold) / threshold


def updated(trust: float, judgement: float, gain: float, numbers: TrustParameters) -> float:
    """Return trust after one quarter of joint delivery."""
    coloured = clip(judgement + numbers.confirmation_bias * (trust - 0.5), -1.0, 1.0)
    if coloured >= 0.0:
        return trust + gain * coloured * (1.0 - trust)
    return clip(trust + numbers.loss_ratio * gain * coloured * trust)


def gain_with_effort(gain: float, effort: float) -> float:
    """Return the gain when money (k£ per pair and quarter) is spent on the relationship."""
    return gain * (1.0 + effort / (effort + 4.0)) if effort > 0.0 else gain


def run(model: "PartnershipModel") -> None:
    """Update trust between members that delivered together; all other trust fades."""
    numbers = model.params[TrustParameters]
    effort = model.params[GovernanceParameters].relational_effort
    gain = gain_with_effort(numbers.gain, effort)
    before = {
        (a, b): (model.ties.trust(a, b), sum(ratios) / len(ratios))
        for (a, b), ratios in observed_ratios(model).items()
    }
    meet(model, before)
    model.ties.rounds += 1
    for (a, b), (trust, ratio) in before.items():
        judgement = promise_kept(ratio, numbers.kept_threshold)
        model.ties.set_trust(a, b, updated(trust, judgement, gain, numbers))
        model.ties.note_joint_work(a, b, model.quarter)


def meet(model: "PartnershipModel", busy: Container[tuple["Organisation", "Organisation"]]) -> None:
    """Let members of a network grow closer to their neighbours in it, but those who are busy.

    Busy are who judge each other by joint delivery; nobody meets another twice, and the gain of
    the body that is last in order counts.
    """
    met: dict[Organisation, set[Organisation]] = defaultdict(set)
    for body in [body for body in reversed(model.bodies) if body.in_touch]:
        for a, others in body.neighbours.items():
            for b in others:
                if b not in met[a] and (a, b) not in busy:
                    model.ties.draw_closer(a, b, body.gain, model.quarter)
            met[a].update(others)


def observed_ratios(
    model: "PartnershipModel",
) -> "dict[tuple[Organisation, Organisation], list[float]]":
    """Return, per member and partner, what it saw of each promise in all they do together."""
    seen: dict[tuple[Organisation, Organisation], list[float]] = defaultdict(list)
    for partnership in model.live_partnerships:
        if partnership.delivering:
            for a, b in permutations(partnership.memberships, 2):
                kept = min(1.0, b.contribution / partnership.declared)
                observer, observed = a.organisation, b.organisation
                error = partnership.error_of(observer, observed)
                seen[observer, observed].append(kept + error)
    # A network's project is small enough for everybody to keep its promise.
    for project in (project for body in model.bodies for project in body.projects):
        for one, other in permutations(project.members, 2):
            seen[one, other].append(1.0)
    return seen
