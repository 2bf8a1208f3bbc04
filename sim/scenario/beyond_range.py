"""Beyond range: a parameter that somebody knowingly sets where its evidence does not reach.

It keeps its sign, and a share stays between 0 and 1: beyond these a number has no meaning.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field, create_model

from sim.core.parameters import Parameters, evidence_of


def checked(
    group: type[Parameters], values: Mapping[str, Any], forced: Sequence[str] = ()
) -> Parameters:
    """Return a group of parameters; raises ValidationError for values that it does not take.

    ``forced`` holds the keys of those that may lie beyond their range.
    """
    own = [d for d in group.declared() if d.key in forced and d.evidence.low is not None]
    wider: dict[str, Any] = {}
    for declared in own:
        name = declared.key.rpartition(".")[2]
        wider[name] = (declared.kind, Field(declared.default, **meaningful(group, name)))
    if not wider:
        return group.model_validate(values)
    relaxed = create_model(f"Wider{group.__name__}", __base__=group, **wider)
    return group.model_construct(**dict(relaxed.model_validate(values)))


def meaningful(group: type[Parameters], name: str) -> dict[str, Any]:
    """Return the limits beyond which a parameter has no meaning, as a field takes them."""
    evidence = evidence_of(group.model_fields[name])
    assert evidence.low is not None
    limits = {"ge": 0.0} if evidence.low == 0.0 else {"gt": 0.0} if evidence.low > 0.0 else {}
    return {**limits, "le": 1.0} if evidence.unit.startswith(("share", "chance")) else limits
