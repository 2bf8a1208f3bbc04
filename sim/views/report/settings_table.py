"""Settings table: what the appraisal takes for granted, with sources."""

from sim.appraisal import Settings
from sim.views.report.table import Table
from sim.views.words import plain


def settings_table(settings: Settings) -> Table:
    """Return what the appraisal takes for granted, with sources."""
    optimism, grades, extra = settings.optimism, settings.grades, settings.additionality
    points = settings.wellbeing
    rows = [
        ("Discounting", settings.rates.title, settings.edition.source),
        (
            "Optimism adjustment, claims",
            f"{optimism.benefits[grades.claims - 1]:.0%} at evidence grade {grades.claims}",
            optimism.source,
        ),
        (
            "Optimism adjustment, non-cash benefits",
            f"{optimism.benefits[grades.worth - 1]:.0%} at evidence grade {grades.worth}",
            grades.source,
        ),
        (
            "Deadweight, attribution, drop-off, lag of claims",
            f"{extra.deadweight:g}, {extra.attribution:g}, {extra.drop_off:g} a year,"
            f" {extra.lag_quarters} quarters",
            extra.source,
        ),
        (
            "Life satisfaction",
            f"isolation {plain(points.isolation)} points, work {plain(points.at_work)}",
            points.source,
        ),
        ("A point of life satisfaction", wellby_words(settings), settings.edition.wellby.source),
        (
            "Equity weights",
            f"elasticity {settings.equity.elasticity:g}",
            f"{settings.equity.elasticity_source}; {settings.equity.incomes_source}",
        ),
    ]
    return Table("Assumptions of the appraisal", ("what", "value", "source"), rows, words=True)


def wellby_words(settings: Settings) -> str:
    """Return the value of a point of life satisfaction in words."""
    wellby = settings.edition.wellby
    return f"£{wellby.low:,.0f}, £{wellby.central:,.0f}, £{wellby.high:,.0f} ({wellby.price_year})"
