"""Presets: named sets of collaboration rules; they supply defaults, and any written key wins.

Sources: founding documents, seeds rows 13, 16, 64, 66, 153 and 12 (docs/seeds.md).
"""

from typing import Any

_MOTIVE = "policy.signing.legitimacy_motive"
_OPEN = "policy.observation.transparency"
_RECIPROCITY = "policy.contribution.reciprocity"
_SELECTION = "policy.agenda.selection"
_AGREEMENT = "policy.signing.agreement"
_GOVERNANCE = "policy.governance.mode"
_SUNSET = "policy.review.sunset"
_SEATS = "policy.indices.resident_seats"
_SHARING = "policy.sharing.benefit_share"

PRESETS: dict[str, dict[str, Any]] = {
    "none": {},
    "silo": {
        "policy.agenda.proposals": False,
        _MOTIVE: 0.0,
        _OPEN: 0.2,
        _RECIPROCITY: 0.1,
    },
    "talking-shop": {
        _MOTIVE: 1.2,
        _OPEN: 0.2,
        _RECIPROCITY: 0.2,
        _SELECTION: "homophily",
        _AGREEMENT: "unanimity",
        _GOVERNANCE: "shared",
        _SUNSET: False,
    },
    "transactional": {
        _MOTIVE: 0.3,
        _OPEN: 0.4,
        _RECIPROCITY: 0.1,
        _SELECTION: "price",
        _AGREEMENT: "lead",
        _GOVERNANCE: "lead",
        _SUNSET: False,
    },
    "genuine": {
        _MOTIVE: 0.3,
        _OPEN: 0.9,
        _RECIPROCITY: 0.5,
        _SELECTION: "trust",
        _AGREEMENT: "unanimity",
        _GOVERNANCE: "shared",
        _SUNSET: True,
        _SEATS: 0.2,
        _SHARING: 0.3,
    },
    "networked": {
        _MOTIVE: 0.5,
        _OPEN: 0.8,
        _RECIPROCITY: 0.4,
        _SELECTION: "trust-and-broker",
        _AGREEMENT: "supermajority",
        _GOVERNANCE: "network-administrative",
        _SUNSET: True,
        _SEATS: 0.2,
        _SHARING: 0.3,
    },
    "mandated": {
        _MOTIVE: 0.8,
        _OPEN: 0.6,
        _RECIPROCITY: 0.2,
        _SELECTION: "assigned",
        _AGREEMENT: "imposed",
        _GOVERNANCE: "lead",
        _SUNSET: False,
    },
    "localism": {
        "policy.agenda.exploration": 0.3,
        "policy.agenda.partner_scope": "region",
        "policy.signing.participation_pressure": 0.2,
    },
    "big-society": {
        "policy.agenda.exploration": 0.3,
        "policy.signing.participation_pressure": 0.3,
        "policy.capacity.state_withdraws": True,
    },
}
