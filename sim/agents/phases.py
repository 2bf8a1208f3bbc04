"""Phases: the one life cycle that partnerships of every type go through."""

from enum import StrEnum

from sim.core.events import EventKind


class Phase(StrEnum):
    """The life cycle; every exit keeps its ledger and its costs."""

    NEGOTIATING = EventKind.NEGOTIATING
    MOBILISING = EventKind.MOBILISING
    DELIVERING = EventKind.DELIVERING
    FAILED_NEGOTIATION = EventKind.FAILED_NEGOTIATION
    UNAFFORDABLE = EventKind.UNAFFORDABLE
    DISSOLVED = EventKind.DISSOLVED
    HANDED_BACK = EventKind.HANDED_BACK
    COMPLETED = EventKind.COMPLETED


LIVE = frozenset({Phase.NEGOTIATING, Phase.MOBILISING, Phase.DELIVERING})
SPENDING = frozenset({Phase.MOBILISING, Phase.DELIVERING})
