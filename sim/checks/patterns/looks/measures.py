"""Every measure there is, of the region as a whole."""

from typing import TYPE_CHECKING

from sim.output.recorder import AT_END, QUARTERLY, Recorder, columns_of, end_values

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def every_measure(model: "PartnershipModel", recorder: Recorder) -> list[float]:
    """Return the run's value of every measure and group, in the order of ``regional_columns``."""
    columns = columns_of(model)
    values = end_values(columns, recorder.matrix)
    return [float(v) for (_, place, _), v in zip(columns, values, strict=True) if not place]


def regional_columns() -> list[tuple[str, str]]:
    """Return what ``every_measure`` gives: measures by name, each with its group or ""."""
    columns: list[tuple[str, str]] = []
    for measure in (*QUARTERLY, *AT_END):
        if measure.value is not None:
            columns.append((measure.name, ""))
        if measure.grouping is not None:
            columns += [(measure.name, group) for group in measure.grouping.names]
    return columns
