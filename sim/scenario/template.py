"""Template: a commented scenario file with every lever, its default, unit and range."""

import json
from collections.abc import Iterator

from sim.core.parameters import Declared, Parameters
from sim.mechanisms import parameter_groups

HEAD = """\
title = "{title}"
story = "What happens in this scenario, and what you would like to know."
source = "Where it comes from."
extends = "{base}"

# Remove the # from what differs from `{base}` (`partnersim scenarios show {base}` shows what
# that sets). Uncertain values can be set too: `partnersim params uncertainty` lists it.

[run]
# quarters = 40
# replicates = 10
# seed = 1

[place]
# councils = 6
# residents_per_council = 1000  # or "all", or a sample such as "1 in 10"
"""


def scenario_template(name: str, base: str) -> str:
    """Return the text of a scenario file that is a copy of its base until something is changed."""
    title = name.replace("-", " ").capitalize().replace('"', "'").replace("\\", "/")
    tables = (table for group in parameter_groups().values() for table in levers(group))
    return HEAD.format(title=title, base=base) + "".join(tables)


def levers(group: type[Parameters]) -> Iterator[str]:
    """Yield one table of levers; nothing for a group that has none but its switch."""
    declared = [d for d in group.declared() if d.evidence.role == "policy"]
    if len(declared) > 1:
        yield f"\n[policy.{group.group}]\n" + "".join(line_of(lever) for lever in declared)


def line_of(lever: Declared) -> str:
    """Return a lever's line, commented out."""
    name, evidence = lever.key.rpartition(".")[2], lever.evidence
    value = "" if lever.default is None else json.dumps(lever.default)
    limits = "" if evidence.low is None else f", {evidence.low:,g} to {evidence.high:,.9g}"
    return f"# {name} = {value}  # {evidence.unit}{limits}: {lever.why}\n"
