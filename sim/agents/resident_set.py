"""Resident sets: Mesa's AgentSet over rows of columns, so that nobody is made to be counted.

All that this program knows of Mesa's inner workings is in this file: that a model keeps its
agents in ``_all_agents`` and ``_agents_by_type``, and that a set of agents can be replaced by a
subclass of it.
"""

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from mesa.agentset import AgentSet, GroupBy, _HardKeyAgentSet
from numpy.typing import NDArray

from sim.agents.resident import Field, Resident
from sim.population.columns import Columns, Rows

if TYPE_CHECKING:
    from sim.model import PartnershipModel

WHOLE_COLUMN = {sum: np.sum, min: np.min, max: np.max, any: np.any, all: np.all, len: np.size}
"""Functions that have a quick twin for columns."""

FIXED = "residents are made with the model and stay; their number is fixed"


class ResidentSet(AgentSet):
    """Some residents of a model, as row numbers in an order of their own; or all of them."""

    def __init__(self, model: "PartnershipModel", rows: Rows | None = None) -> None:
        self.model = model
        self._rows = rows
        """None for everybody, so that a country is not listed before somebody asks for a list."""
        self.random = model.random

    @property
    def rows(self) -> Rows:
        """Their rows in the columns, shape (n,)."""
        return np.arange(len(self), dtype=np.int64) if self._rows is None else self._rows

    def __len__(self) -> int:
        return self._columns.residents if self._rows is None else len(self._rows)

    def __iter__(self) -> Iterator[Resident]:
        rows = range(len(self)) if self._rows is None else self._rows.tolist()
        return (Resident(self.model, row) for row in rows)

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, Resident) or agent.model is not self.model:
            return False
        return self._rows is None or bool((self._rows == agent.row).any())

    def __getitem__(self, item: Any) -> Any:
        rows = range(len(self)) if self._rows is None else self._rows
        if isinstance(item, slice):
            return [Resident(self.model, int(row)) for row in rows[item]]
        return Resident(self.model, int(rows[item]))

    @property
    def _columns(self) -> Columns:
        return self.model.residents.columns

    def column(self, name: str) -> NDArray[Any]:
        """Return one thing that all of them know, shape (n,)."""
        field = getattr(Resident, name, None)
        if isinstance(field, Field):
            return field.column(self._columns, slice(None) if self._rows is None else self._rows)
        return np.array([getattr(resident, name) for resident in self])

    def get(self, attr_names: Any, *_args: Any, **_options: Any) -> list[Any]:
        """Return one thing, or a list of things, of each."""
        if isinstance(attr_names, str):
            return self.column(attr_names).tolist()  # type: ignore[no-any-return]
        return [list(row) for row in zip(*map(self.get, attr_names), strict=True)]

    def set(self, attr_name: str, value: Any) -> Self:
        """Set one thing of all of them."""
        field = getattr(Resident, attr_name, None)
        if not isinstance(field, Field):
            raise AttributeError(f"residents live in columns, and none is called {attr_name!r}")
        field.assign(self._columns, slice(None) if self._rows is None else self._rows, value)
        return self

    def agg(self, attribute: str, func: Any) -> Any:
        """Return one function, or a list of functions, of a column."""
        values = self.column(attribute)
        if callable(func):
            return WHOLE_COLUMN.get(func, func)(values)
        return [WHOLE_COLUMN.get(one, one)(values) for one in func]

    def select(
        self,
        filter_func: Callable[[Resident], bool] | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
        where: Callable[["ResidentSet"], NDArray[np.bool_]] | None = None,
    ) -> "ResidentSet":
        """Return those that pass; ``where`` looks at whole columns and is far quicker."""
        rows = (
            self.rows if agent_type is None or issubclass(Resident, agent_type) else self.rows[:0]
        )
        if where is not None:
            rows = rows[where(ResidentSet(self.model, rows))]
        if filter_func is not None:
            passed = [bool(filter_func(Resident(self.model, row))) for row in rows.tolist()]
            rows = rows[np.array(passed, bool)]
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(len(self) * at_most)
        return self._changed(rows[: int(max(0, min(at_most, len(rows))))], inplace)

    def sort(
        self, key: Callable[[Resident], Any] | str, ascending: bool = False, inplace: bool = False
    ) -> "ResidentSet":
        """Return them in the order of something they know; equals keep their order."""
        if isinstance(key, str):
            # Places of values in order, because those of some columns have no negative.
            values = np.unique(self.column(key), return_inverse=True)[1]
            order = np.argsort(values if ascending else -values, kind="stable")
        else:
            known = [key(resident) for resident in self]
            order = np.array(
                sorted(range(len(known)), key=known.__getitem__, reverse=not ascending)
            )
        return self._changed(self.rows[order.astype(np.int64)], inplace)

    def shuffle(self, inplace: bool = False) -> "ResidentSet":
        """Return them in an order of Mesa's own luck, which the model itself never uses."""
        order = list(range(len(self)))
        self.random.shuffle(order)
        return self._changed(self.rows[order], inplace)

    def groupby(
        self, by: Callable[[Resident], Any] | str, result_type: str = "agentset"
    ) -> GroupBy:
        """Return them in groups that share something they know."""
        found = self._rows_by_column(by) if isinstance(by, str) else self._rows_by(by)
        sets = {value: ResidentSet(self.model, rows) for value, rows in found.items()}
        if result_type == "agentset":
            return GroupBy(sets)
        return GroupBy({key: list(group) for key, group in sets.items()})

    def _rows_by_column(self, name: str) -> dict[Any, Rows]:
        values, group = np.unique(self.column(name), return_inverse=True)
        return {value: self.rows[group == i] for i, value in enumerate(values.tolist())}

    def _rows_by(self, by: Callable[[Resident], Any]) -> dict[Any, Rows]:
        members: dict[Any, list[int]] = {}
        for resident in self:
            members.setdefault(by(resident), []).append(resident.row)
        return {value: np.array(rows, np.int64) for value, rows in members.items()}

    def map(self, method: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Return what a method or function gives for each."""
        call = operator.methodcaller(method, *args, **kwargs) if isinstance(method, str) else None
        return [call(r) if call else method(r, *args, **kwargs) for r in self]

    def do(self, method: Any, *args: Any, **kwargs: Any) -> Self:
        """Call a method or function for each."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: Any, *args: Any, **kwargs: Any) -> Self:
        """Call a method or function for each, in an order of Mesa's own luck."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def to_list(self) -> list[Resident]:
        """Return a view of each."""
        return list(self)

    def copy(self) -> "ResidentSet":
        """Return another set of the same residents."""
        return ResidentSet(self.model, self.rows.copy())

    __copy__ = copy

    def __and__(self, other: Iterable[Any]) -> "ResidentSet":
        rows = self._rows_of(other)
        return ResidentSet(self.model, rows[np.isin(rows, self.rows)])

    def __or__(self, other: Iterable[Any]) -> "ResidentSet":
        rows = self._rows_of(other)
        new = rows[~np.isin(rows, self.rows)]
        return ResidentSet(self.model, np.concatenate([self.rows, new]))

    def __sub__(self, other: Iterable[Any]) -> "ResidentSet":
        return ResidentSet(self.model, self.rows[~np.isin(self.rows, self._rows_of(other))])

    def __xor__(self, other: Iterable[Any]) -> "ResidentSet":
        theirs = ResidentSet(self.model, self._rows_of(other))
        return (self - theirs) | (theirs - self)

    def _rows_of(self, others: Iterable[Any]) -> Rows:
        """Return the rows of other residents; raises TypeError if somebody else is among them."""
        if isinstance(others, ResidentSet) and others.model is self.model:
            return others.rows
        listed = list(others)
        if not all(isinstance(r, Resident) and r.model is self.model for r in listed):
            raise TypeError("only residents of the same model can be put together with residents")
        return np.array([resident.row for resident in listed], np.int64)

    def add(self, agent: Any) -> None:
        """Refuse: the number of residents is fixed."""
        raise TypeError(FIXED)

    discard = remove = add

    def _changed(self, rows: Rows, inplace: bool) -> "ResidentSet":
        if not inplace:
            return ResidentSet(self.model, rows)
        self._rows = rows
        return self

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__.copy()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


class Everybody(_HardKeyAgentSet):
    """``model.agents``: organisations and partnerships as Mesa keeps them, then residents."""

    residents: ResidentSet

    def __len__(self) -> int:
        return super().__len__() + len(self.residents)  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        yield from self.residents

    def __contains__(self, agent: object) -> bool:
        return agent in self.residents or super().__contains__(agent)

    def map(self, method: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Return what a method or function gives for each."""
        call = operator.methodcaller(method, *args, **kwargs) if isinstance(method, str) else None
        return [call(agent) if call else method(agent, *args, **kwargs) for agent in self]

    def do(self, method: Any, *args: Any, **kwargs: Any) -> Self:
        """Call a method or function for each."""
        self.map(method, *args, **kwargs)
        return self

    def get(self, attr_names: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Return one thing, or a list of things, of each; all of them have to know it."""
        mine: list[Any] = super().get(attr_names, *args, **kwargs)
        return mine + self.residents.get(attr_names)

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> Any:
        """Return those of one type; a set of residents and others together is refused."""
        if agent_type is not None and issubclass(agent_type, Resident):
            return self.residents.select(filter_func, at_most)
        if agent_type is None:
            raise TypeError(MIXED)
        passed = [
            agent
            for agent in super().__iter__()
            if isinstance(agent, agent_type) and (filter_func is None or filter_func(agent))
        ]
        count = int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1 else at_most
        return AgentSet(passed[: int(min(count, len(passed)))], random=self.random)

    def _refuse(self, *_args: Any, **_options: Any) -> Any:
        raise TypeError(MIXED)

    # Mesa's own would walk the organisations alone and leave the residents out without a word.
    shuffle = sort = groupby = shuffle_do = to_list = __getitem__ = _refuse
    copy = __copy__ = __and__ = __or__ = __sub__ = __xor__ = _refuse


MIXED = (
    "organisations and residents together have no such order or group;"
    " use model.agents_by_type[...] for one kind of agent"
)


def attach_residents(model: "PartnershipModel") -> None:
    """Make the residents of a model known to Mesa, all at once."""
    residents = ResidentSet(model)
    everybody = model._all_agents
    everybody.__class__ = Everybody
    everybody.residents = residents
    model._agents_by_type[Resident] = residents
