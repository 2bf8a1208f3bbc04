"""Design remarks: what a design varies without any effect, and what looks odd in its worlds."""

from collections.abc import Iterator
from itertools import product

from sim.core.errors import Mistake
from sim.mechanisms import parameter_groups
from sim.scenario.keys import KeyPath, key_words
from sim.scenario.remarks import remarks, unread
from sim.scenario.validation import ROLES
from sim.sweep.design import Design, world_at
from sim.sweep.factors import Factor


def design_remarks(design: Design) -> list[Mistake]:
    """Return what somebody should look at again before running a design.

    What a factor decides at every point is judged with the factor, not with a world as it stands.
    """
    varied = [factor.key for factor in design.factors]
    of_worlds = [remark for world in design.worlds for remark in remarks(world.scenario)]
    found = [r for r in of_worlds if not any(key in r.message for key in varied)]
    found += [remark for factor in design.factors for remark in of_factor(design, factor)]
    return list(dict.fromkeys(found))


def of_factor(design: Design, factor: Factor) -> Iterator[Mistake]:
    """Yield that nothing reads a factor, in any world and whatever else the design varies."""
    path = key_words(factor.key)
    if path[0] not in ROLES:
        return
    deciding = [other for other in design.factors if decides(key_words(other.key), path)]
    reasons = []
    for world, *values in product(design.worlds, *(other.values for other in deciding)):
        point = dict(zip((other.key for other in deciding), values, strict=True))
        at = world_at(world, {**point, factor.key: factor.limits[0]}).scenario
        reasons += [unread(p, path) for p in (at.params, *(stage.params for stage in at.stages))]
    if all(reasons):
        yield Mistake("[factors]", f"{factor.key} has no effect because {reasons[0]}")


def decides(other: KeyPath, path: KeyPath) -> bool:
    """Tell whether one parameter decides if another one is read."""
    if other[:1] == ("policy",) and other == ("policy", path[1], "enabled"):
        return True
    condition = parameter_groups()[str(path[1])].read_if.get(str(path[2]))
    return condition is not None and other[1:] == (path[1], condition[0])
