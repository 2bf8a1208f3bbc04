"""Housing associations: landlords that work across several councils."""

from sim.agents.base import Organisation


class HousingAssociation(Organisation):
    """A landlord that serves one or more places, and whose board looks at its own net value."""

    kind = "housing-association"
