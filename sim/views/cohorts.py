"""Cohorts: young people of each cohort who did well, with the programme and without."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.output.results import Results
from sim.study.cohorts import CohortLine, Share, cohort_lines
from sim.views import theme
from sim.views.drawing import Drawing
from sim.views.words import plain

WITH, WITHOUT = theme.BLUE, theme.GREY
NOBODY = "No cohort of young people started in this scenario"


def cohorts(results: Results, label: str) -> Drawing:
    """Draw good destinations and years without offence of every cohort, in pairs on one luck."""
    lines = cohort_lines(results, label)
    title = cohorts_title(lines)
    note = (
        f"{label}. Dots: share over all runs; lines: the range that holds 95% of new"
        " cohorts of this size (beta-binomial). Both with the same random numbers."
    )
    drawn = theme.figure(9, 4.8, title, note)
    left, right = (theme.tidy(axes) for axes in drawn.subplots(1, 2, sharey=True))
    draw_pairs(left, [(x.destinations, x.destinations_without) for x in lines])
    left.set_title(
        "In employment, education or training a year later", loc="left", fontsize=9.5, pad=22
    )
    draw_pairs(right, [(x.offence_free, x.offence_free_without) for x in lines])
    right.set_title("Not reoffending for a year", loc="left", fontsize=9.5, pad=22)
    handles: list[Artist] = [
        Line2D([], [], color=colour, marker="o", label=text)
        for colour, text in ((WITH, "with the programme"), (WITHOUT, "the same people without"))
    ]
    theme.legend_above(left, handles, 2)
    words = "; ".join(
        f"cohort {x.number}: {x.destinations.mean:.0%} against {x.destinations_without.mean:.0%},"
        f" {plain(x.additional)} additional"
        for x in lines
    )
    return Drawing(drawn, title, f"Two charts by cohort. {words or NOBODY}")


def draw_pairs(axes: Axes, pairs: list[tuple[Share, Share]]) -> None:
    """Draw two shares of every cohort beside each other."""
    for spot, pair in enumerate(pairs, 1):
        for share, aside, colour in zip(pair, (-0.12, 0.12), (WITH, WITHOUT), strict=True):
            limits = [100.0 * share.low, 100.0 * share.high]
            axes.plot([spot + aside] * 2, limits, color=colour, linewidth=5, alpha=0.3)
            axes.plot(spot + aside, 100.0 * share.mean, "o", color=colour, markersize=6)
    axes.set_xticks(range(1, len(pairs) + 1), [f"cohort {i + 1}" for i in range(len(pairs))])
    axes.set_ylim(0.0, 100.0)
    axes.set_ylabel("% of the cohort")


def cohorts_title(lines: list[CohortLine]) -> str:
    """Return how many people the programme made a difference to, in words."""
    if not lines:
        return NOBODY
    people = sum(line.people * line.runs for line in lines)
    gained = sum(line.additional * line.runs for line in lines)
    if gained == 0.0:
        return "The programme brought no one into a good destination"
    if gained < 0.0:
        fewer = plain(-100.0 * gained / people)
        return f"Of every 100 young people, {fewer} fewer found a place with the programme"
    return (
        f"Of every 100 young people, {plain(100.0 * gained / people)} found a place because of it"
    )
