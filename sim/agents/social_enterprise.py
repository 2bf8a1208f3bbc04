"""Social enterprises: community interest companies, charities and community groups of one place."""

from sim.agents.base import Organisation


class SocialEnterprise(Organisation):
    """A community body rooted in its home place."""

    kind = "social-enterprise"
