"""Infrastructure bodies: the network that brings practitioners together."""

from sim.agents.base import Organisation


class InfrastructureBody(Organisation):
    """A network body that can host the administration of a partnership (SM19)."""

    kind = "network-body"
