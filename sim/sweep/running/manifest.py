"""Record: what the manifest of a study says, enough to go on with it without its design file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from sim.model import PartnershipModel
from sim.output.provenance import code_hash, provenance
from sim.output.schemas import SCHEMAS
from sim.output.store.reading import digest_of_study
from sim.scenario import Scenario
from sim.scenario.by_name import BY_NAME
from sim.scenario.chain import as_tuples
from sim.scenario.keys import key_words
from sim.study.gather import twin_of, world_entry
from sim.study.recipe import plain_world, world_from
from sim.study.simulate import World, organisations_of
from sim.sweep.constraints import Constraint
from sim.sweep.design import Design
from sim.sweep.factors import Factor
from sim.sweep.precision import Precision
from sim.sweep.running.watched_measure import cell_of
from sim.sweep.running.worker import Job

MOST_DIFFERENCES = 10


def first_manifest(design: Design, command: str, design_file: str) -> dict[str, Any]:
    """Return the manifest of a study of which nothing has been run yet."""
    return {
        **provenance(),
        "command": command,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "finished": None,
        "status": "running",
        "replicates": len(design.replicates),
        "worlds": [entry for world in design.worlds for entry in entries_of(world)],
        "study": {
            "name": design.name,
            "design_file": design_file,
            "texts": design.texts,
            "method": design.method,
            "seed": design.seed,
            "factors": [asdict(factor) for factor in design.factors],
            "constraints": [asdict(constraint) for constraint in design.constraints],
            "replicates": list(design.replicates),
            "blocks": list(design.blocks),
            "precision": asdict(design.precision) if design.precision else None,
            "asked": asked(design),
            "identity": plain(design.identity()),
        },
    }


def entries_of(world: World) -> Iterator[dict[str, Any]]:
    """Yield what a manifest says of a world and of its twin."""
    model = PartnershipModel(world.scenario)
    who, people = organisations_of(model), model.residents.people_by_fifth().tolist()
    for one in (world, twin_of(world)):
        yield world_entry(one, who, people)


def asked(design: Design) -> Any:
    """Return how much a design asks for, which `--extend` may go beyond."""
    wanted = asdict(design.precision) if design.precision else None
    return plain({"replicates": design.replicates, "points": design.blocks, "precision": wanted})


def plain(value: Any) -> Any:
    """Return a value as JSON gives it back."""
    return json.loads(json.dumps(value))


def design_from(manifest: Mapping[str, Any]) -> Design:
    """Return the design of a study as far as it has been extended."""
    study = manifest["study"]
    return Design(
        name=study["name"],
        worlds=tuple(world_from(w) for w in manifest["worlds"] if w["role"] == "world"),
        method=study["method"],
        factors=tuple(Factor(**as_tuples(factor)) for factor in study["factors"]),
        constraints=tuple(Constraint(**as_tuples(rule)) for rule in study["constraints"]),
        replicates=tuple(study["replicates"]),
        blocks=tuple(study["blocks"]),
        seed=study["seed"],
        texts=study["texts"],
        precision=Precision(**as_tuples(study["precision"])) if study["precision"] else None,
    )


def extended(manifest: dict[str, Any], design: Design) -> dict[str, Any]:
    """Return the manifest of a study that has become larger."""
    study = {**manifest["study"], "replicates": list(design.replicates)}
    study["blocks"] = list(design.blocks)
    return {**manifest, "replicates": len(design.replicates), "study": study}


def job_of(manifest: dict[str, Any]) -> Job:
    """Return what workers have to know of a study."""
    worlds = [
        {key: entry[key] for key in ("label", "role", "tag", "name", "written")}
        for entry in manifest["worlds"]
        if entry["role"] == "world"
    ]
    watched = cell_of(design_from(manifest))
    return Job(json.dumps(worlds), digest_of_study(manifest), manifest["code"], watched)


def job_from(design: Design) -> Job:
    """Return what workers have to know of a design that is to be tried and not kept."""
    worlds = [plain_world(world) for world in design.worlds]
    return Job(json.dumps(worlds), "trial", code_hash(), cell_of(design))


def points_table(design: Design) -> pa.Table:
    """Return the value of every factor at every point.

    Where a point sets none it is the world's own; one that follows from other values is left out.
    """
    world = design.worlds[0].scenario
    own = {factor.key: own_value(world, factor.key) for factor in design.factors}
    rows = [
        (number, key, written(value))
        for number, point in design.points()
        for key, value in {**own, **point}.items()
        if value is not None
    ]
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return pa.table([pa.array(c) for c in columns], schema=SCHEMAS["points"])


def written(value: Any) -> str:
    """Return a value as text: texts as they are, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def own_value(scenario: Scenario, key: str) -> Any:
    """Return the value that a world has under a key such as ``policy.funding.grant_cut``."""
    words, resolved = key_words(key), scenario.resolved()
    if words[0] in BY_NAME:
        named = scenario.member(words)
        return named.model_dump(mode="json", by_alias=True).get(str(words[2])) if named else None
    if words[0] in ("place", "run"):
        return resolved[str(words[0])].get(words[1])
    return resolved["parameters"][words[1]][words[2]]


def differences(manifest: dict[str, Any], design: Design) -> list[str]:
    """Return how a design differs from that of a study, in words."""
    before = flat({"identity": manifest["study"]["identity"], "asked": manifest["study"]["asked"]})
    now = flat({"identity": plain(design.identity()), "asked": asked(design)})
    changed = [key for key in {**before, **now} if before.get(key) != now.get(key)]
    return cut(
        [
            f"{key.partition('.')[2]}: was {shown(before.get(key))}, is {shown(now.get(key))}"
            for key in changed
        ]
    )


def cut(lines: list[str]) -> list[str]:
    """Return no more lines than somebody reads."""
    more = len(lines) - MOST_DIFFERENCES
    return lines if more <= 0 else [*lines[:MOST_DIFFERENCES], f"and {more} more"]


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Return nested tables as one table of dotted keys."""
    if not isinstance(value, dict):
        return {path: value}
    inside = (flat(item, f"{path}.{key}" if path else key) for key, item in value.items())
    return {key: item for part in inside for key, item in part.items()}


def shown(value: Any) -> str:
    """Return a value as somebody would write it, cut short."""
    return "nothing" if value is None else json.dumps(value)[:60]
