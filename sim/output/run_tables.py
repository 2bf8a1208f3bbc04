"""Run tables: what was seen of one run as long and tidy tables, without the column of its name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.measures import MEASURES
from sim.output.recorder import Column, Recorder
from sim.output.schemas import BENEFITS, COHORTS, EVENTS, LEDGER, MEMBERS, PARTNERSHIPS, SERIES

if TYPE_CHECKING:
    from sim.model import PartnershipModel


def full_tables(model: "PartnershipModel", recorder: Recorder) -> dict[str, pa.Table]:
    """Return the tables that a run keeps only if everything is recorded."""
    return {
        "ledger": ledger_table(model),
        "benefits": benefits_table(model),
        "partnerships": partnerships_table(model),
        "events": events_table(model),
        "members": members_table(recorder),
        "cohorts": cohorts_table(model),
    }


def series_table(columns: list[Column], matrix: NDArray[np.float64], first: int = 0) -> pa.Table:
    """Return a matrix as rows of (quarter, place, measure, group, value); NaN becomes null.

    ``first`` is the quarter of its first row.
    """
    measures, places, groups = (pa.array(parts) for parts in zip(*columns, strict=True))
    # What only the whole run can tell has a row for the last quarter and none before.
    kept = np.ones(matrix.shape, bool)
    kept[:-1, [MEASURES[name].kind == "run" for name, _, _ in columns]] = False
    quarters, at = np.nonzero(kept)
    values = matrix[kept]
    return pa.table(
        [
            pa.array(first + quarters, pa.int16()),
            *(words.take(pa.array(at)) for words in (places, measures, groups)),
            pa.array(values, mask=np.isnan(values)),
        ],
        schema=SERIES,
    )


def ledger_table(model: "PartnershipModel") -> pa.Table:
    """Return every entry of the ledger."""
    return _table(model.ledger.entries, LEDGER)


def benefits_table(model: "PartnershipModel") -> pa.Table:
    """Return every line of the benefit book."""
    return _table(model.benefits, BENEFITS)


def events_table(model: "PartnershipModel") -> pa.Table:
    """Return everything that happened."""
    return _table(model.events.events, EVENTS)


def members_table(recorder: Recorder) -> pa.Table:
    """Return what members of delivering partnerships put in, quarter by quarter."""
    return _table(recorder.members, MEMBERS)


def cohorts_table(model: "PartnershipModel") -> pa.Table:
    """Return what became of every cohort that has ended, with and without its programme."""
    rows = [
        (
            cohort.partnership.name,
            cohort.begun,
            len(cohort.people),
            sum(person.dropped_out for person in cohort.people),
            cohort.good_destinations,
            cohort.good_destinations_without,
            cohort.offence_free,
            cohort.offence_free_without,
        )
        for cohort in model.cohorts
        if cohort.finished
    ]
    return _table(rows, COHORTS)


def partnerships_table(model: "PartnershipModel") -> pa.Table:
    """Return every partnership that was ever signed, as it stands at the end."""
    rows = [
        (
            p.name,
            p.kind.name,
            p.service.label,
            ", ".join(member.name for member in p.members),
            p.lead.name,
            p.signed,
            p.ended,
            str(p.phase),
            p.why_ended,
            p.declared,
            p.effective,
            p.target_saving,
            p.set_up_cost,
            p.mean_trust,
        )
        for p in model.partnerships
    ]
    return _table(rows, PARTNERSHIPS)


def _table(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
