"""Residents: one agent each; what it knows is kept in columns, and it is a view of its row."""

from typing import TYPE_CHECKING, Any, overload

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.population.columns import STEPS, Columns, Index, Rows
from sim.rules.residents import FIFTHS

if TYPE_CHECKING:
    from sim.model import PartnershipModel

FIRST_ID = 2**40
"""Residents count their ids from here; organisations count from 1."""


class Field:
    """Something a resident knows: one value of a view, or a whole column of many."""

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the values of some rows."""
        raise NotImplementedError

    def assign(self, columns: Columns, rows: Rows | slice, value: Any) -> None:
        """Set the values of some rows; most things about a resident cannot be set."""
        raise AttributeError("this is worked out from the columns and cannot be set")

    @overload
    def __get__(self, resident: None, kind: type) -> "Field": ...
    @overload
    def __get__(self, resident: "Resident", kind: type) -> Any: ...
    def __get__(self, resident: "Resident | None", kind: type) -> Any:
        if resident is None:
            return self
        columns = resident.model.residents.columns
        return self.column(columns, np.array([resident.row]))[0].item()

    def __set__(self, resident: "Resident", value: Any) -> None:
        self.assign(resident.model.residents.columns, np.array([resident.row]), value)


class IndexField(Field):
    """One of the six indices, from 0 to 1."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the index of some rows."""
        return np.asarray(columns.level[self.index, rows] / STEPS)

    def assign(self, columns: Columns, rows: Rows | slice, value: Any) -> None:
        """Set the index of some rows; outside 0 to 1 it is cut off."""
        steps = np.rint(np.clip(value, 0.0, 1.0) * STEPS)
        columns.level[self.index, rows] = steps.astype(np.uint16)


class Fifth(Field):
    """The deprivation fifth, 1 the most deprived."""

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the fifth of some rows."""
        return columns.cell_of(rows) % FIFTHS + 1


class PlaceNumber(Field):
    """The position of the resident's place in ``model.places``."""

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the place of some rows."""
        return columns.place_of(rows)


class Weight(Field):
    """How many people a resident stands for."""

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the weight of some rows."""
        return columns.weight[columns.place_of(rows)]


class AgeBand(Field):
    """0 for under 25, 1 for working age, 2 for over 64."""

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the age band of some rows."""
        return columns.age_band[rows]


class Hardship(Field):
    """Hardship from 0 to 1."""

    def column(self, columns: Columns, rows: Rows | slice) -> NDArray[Any]:
        """Return the hardship of some rows."""
        return columns.hardship[rows] / 255.0


class Resident(mesa.Agent):
    """A person who lives in one place; made when somebody looks, equal whenever it is the same.

    Births, deaths and attributes of one's own do not exist here: what a resident may know is a
    column, and the number of rows is fixed.
    """

    model: "PartnershipModel"
    row: int
    pos = None

    satisfaction = IndexField(Index.SATISFACTION)
    trust = IndexField(Index.TRUST)
    influence = IndexField(Index.INFLUENCE)
    belonging = IndexField(Index.BELONGING)
    capability = IndexField(Index.CAPABILITY)
    resilience = IndexField(Index.RESILIENCE)
    fifth = Fifth()
    place_number = PlaceNumber()
    weight = Weight()
    age_band = AgeBand()
    hardship = Hardship()

    def __init__(self, model: "PartnershipModel", row: int) -> None:
        # mesa.Agent.__init__ would register each view; residents are registered all at once.
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "row", row)

    def __setattr__(self, name: str, value: Any) -> None:
        if not isinstance(getattr(type(self), name, None), Field):
            raise AttributeError(f"residents live in columns: {name!r} would be lost; add a column")
        object.__setattr__(self, name, value)

    @property
    def unique_id(self) -> int:
        """A number that no organisation has."""
        return FIRST_ID + self.row

    @property
    def place(self) -> str:
        """The name of the place it lives in."""
        name: str = self.model.places[self.place_number].name
        return name

    def remove(self) -> None:
        """Refuse: the number of residents is fixed."""
        raise TypeError("residents are made with the model and stay; there is no row to take away")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resident) and (other.row, other.model) == (self.row, self.model)

    def __hash__(self) -> int:
        return hash((Resident, self.row))

    def __repr__(self) -> str:
        return f"Resident({self.row})"
