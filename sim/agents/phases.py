"""Phases: the one life cycle that partnerships of every type go through."""

from enum import StrEnum


class Phase(StrEnum):
    """The life cycle; every exit keeps its ledger and its costs."""

    NEGOTIATING = "negotiating"
    MOBILISING = "mobilising"
    DELIVERING = "delivering"
    FAILED_NEGOTIATION = "failed negotiation"
    UNAFFORDABLE = "unaffordable"
    DISSOLVED = "dissolved"
    HANDED_BACK = "handed back"
    COMPLETED = "completed"


LIVE = frozenset({Phase.NEGOTIATING, Phase.MOBILISING, Phase.DELIVERING})
SPENDING = frozenset({Phase.MOBILISING, Phase.DELIVERING})
