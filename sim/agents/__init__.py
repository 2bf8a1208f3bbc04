"""The agents: what each organisation, partnership and resident is, knows and decides itself."""
