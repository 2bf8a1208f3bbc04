"""Social enterprises: community businesses, charities and groups at home in one place."""

from sim.agents.base import Organisation


class SocialEnterprise(Organisation):
    """A body that trades for a social purpose; it closes when its money is gone."""

    kind = "social-enterprise"
    quality = 0.65
