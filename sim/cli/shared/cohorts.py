"""What ``partnersim run`` says of cohorts of young people."""

from typing import TYPE_CHECKING, Any

from sim.cli.shared.options import MONEY, amount, print_table
from sim.cli.shared.terminal import say

if TYPE_CHECKING:
    from sim.output.results import Results
    from sim.study.cohorts import CohortLine

COHORT_HEADER = (
    "cohort",
    "runs",
    "people",
    "good destination",
    "without",
    "additional",
    "offence-free",
    "without",
)


def cohort_row(line: "CohortLine") -> tuple[str, ...]:
    """Return one cohort as a line of a table."""
    return (
        str(line.number),
        str(line.runs),
        f"{line.people:.1f}",
        str(line.destinations),
        str(line.destinations_without),
        f"{line.additional:.1f}",
        str(line.offence_free),
        str(line.offence_free_without),
    )


def show_cohorts(results: "Results", label: str, rows: list[dict[str, Any]]) -> None:
    """Print what became of every cohort of young people, if there were any, and who gained.

    ``rows`` is the summary of the world.
    """
    from sim.study.cohorts import cohort_lines, cost_per_additional

    lines = cohort_lines(results, label)
    if not lines:
        return
    say("\nCohorts: rates, with the range that holds 95% of new cohorts of this size")
    print_table(COHORT_HEADER, [cohort_row(line) for line in lines])
    cost = cost_per_additional(results, label)
    each = f"{amount(cost, MONEY)} per additional person"
    spent = "No outcome was additional" if cost is None else f"The council paid {each}"
    held = [
        f"{row['group']} {amount(row['value'], row['unit'])}"
        for row in rows
        if row["measure"] == "benefit_by_account" and row["value"]
    ]
    say(f"{spent}. Non-cash benefits went to: {', '.join(held) or 'no one'}.")
