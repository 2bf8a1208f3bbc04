"""Residents as Mesa agents: views of columns that behave like Mesa's own sets."""

import operator

import mesa
import numpy as np
import pytest
from mesa.agentset import AgentSet

from sim.agents.council import Council
from sim.agents.resident import FIRST_ID, Resident
from sim.agents.resident_set import ResidentSet
from tests.build import QUIET, world


@pytest.fixture
def model():
    return world(8, {**QUIET, "policy.funding.grant_cut": 0.1})


@pytest.fixture
def residents(model):
    return model.agents_by_type[Resident]


def test_mesa_still_keeps_its_agents_where_we_put_ours(model):
    advice = "a Mesa release moved its registers: see sim/agents/resident_set.py"
    assert hasattr(model, "_all_agents"), advice
    assert hasattr(model, "_agents_by_type"), advice
    assert model.agents_by_type[Resident].rows.shape == (120,), advice


def test_a_resident_is_an_agent_and_the_residents_are_an_agent_set(residents):
    assert isinstance(residents, AgentSet)
    assert isinstance(residents[0], mesa.Agent)
    assert residents[0].unique_id == FIRST_ID


def test_everybody_is_counted_and_found(model, residents):
    organisations = len(model.organisations)
    assert len(model.agents) == organisations + 120
    assert residents[7] in model.agents
    assert model.councils[0] in model.agents
    assert sum(1 for _ in model.agents) == organisations + 120


def test_two_views_of_one_resident_are_equal(residents):
    assert residents[3] == residents[3]
    assert residents[3] != residents[4]
    assert len({residents[3], residents[3]}) == 1


def test_selecting_by_function_or_by_column_gives_the_same(residents):
    poor = residents.select(lambda r: r.fifth == 1)
    quick = residents.select(where=lambda s: s.column("fifth") == 1)
    assert poor.rows.tolist() == quick.rows.tolist()
    assert 0 < len(poor) < 120


def test_at_most_takes_a_number_or_a_share(residents):
    assert len(residents.select(at_most=5)) == 5
    assert len(residents.select(at_most=0.5)) == 60


def test_aggregates_are_those_of_the_values(residents):
    values = residents.get("satisfaction")
    assert residents.agg("satisfaction", sum) == pytest.approx(sum(values))
    assert residents.agg("satisfaction", [min, max]) == [min(values), max(values)]
    assert residents.agg("satisfaction", np.median) == pytest.approx(np.median(values))


def test_several_things_can_be_asked_at_once(residents):
    first = residents.get(["fifth", "place"])[0]
    assert first == [1, "council-1"]


def test_setting_reaches_the_columns(model, residents):
    residents.select(lambda r: r.fifth == 5).set("belonging", 0.25)
    (only,) = {r.belonging for r in residents if r.fifth == 5}
    assert only == pytest.approx(0.25, abs=1e-4)
    residents[0].trust = 2.0
    assert model.agents_by_type[Resident][0].trust == 1.0


def test_sorting_is_stable_and_goes_both_ways(residents):
    down = residents.sort("satisfaction").get("satisfaction")
    up = residents.sort("satisfaction", ascending=True).get("satisfaction")
    assert down == sorted(down, reverse=True)
    assert up == sorted(up)


KEYS = {
    "an unsigned column": "age_band",
    "a word": "place",
    "a share": "satisfaction",
    "a function": lambda r: r.satisfaction,
    "a function that says yes or no": lambda r: r.trust > 0.5,
    "a function that gives a pair": lambda r: (r.place, r.fifth),
}


@pytest.fixture
def plain(residents):
    """The same residents in Mesa's own set, which keeps nobody alive."""
    views = list(residents)
    yield AgentSet(views, random=residents.random)
    assert len(views) == len(residents)


@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_residents_are_sorted_as_mesa_sorts_agents(residents, plain, key, ascending):
    ours, mesas = (s.sort(key, ascending=ascending) for s in (residents, plain))
    assert [r.row for r in ours] == [r.row for r in mesas]


@pytest.mark.parametrize("result_type", ["agentset", "list"])
@pytest.mark.parametrize("by", KEYS.values(), ids=KEYS)
def test_residents_are_grouped_as_mesa_groups_agents(residents, plain, by, result_type):
    ours, mesas = (dict(s.groupby(by, result_type)) for s in (residents, plain))
    rows = [
        {key: [r.row for r in group] for key, group in found.items()} for found in (ours, mesas)
    ]
    assert rows[0] == rows[1]


def test_at_most_fewer_than_none_is_nobody(residents, plain):
    assert len(residents.select(at_most=-1)) == len(plain.select(at_most=-1)) == 0


def test_groups_partition_everybody(residents):
    groups = residents.groupby("place")
    assert sum(groups.count().values()) == 120
    assert set(groups.count()) == {f"council-{i}" for i in range(1, 7)}


def test_doing_and_mapping_reach_everybody_once(residents):
    seen = []
    residents.do(seen.append)
    assert len(set(seen)) == 120
    assert residents.map(lambda r: r.row) == list(range(120))
    residents.shuffle_do(lambda r: setattr(r, "trust", 0.5))
    (only,) = set(residents.get("trust"))
    assert only == pytest.approx(0.5, abs=1e-4)


def test_shuffling_keeps_everybody_and_moves_no_luck_of_the_model(model, residents):
    before = model.streams.uniform(_some_decision(), 0, 1)
    assert sorted(residents.shuffle().rows) == list(range(120))
    assert model.streams.uniform(_some_decision(), 0, 1) == before


def _some_decision():
    from sim.places.region import WAYS

    return WAYS


def test_slices_copies_and_lists(residents):
    assert [r.row for r in residents[2:4]] == [2, 3]
    assert residents.copy().rows.tolist() == residents.rows.tolist()
    assert len(residents.to_list()) == 120


@pytest.mark.parametrize("method", ["add", "discard", "remove"])
def test_nobody_is_added_or_taken_away(residents, method):
    with pytest.raises(TypeError, match="number is fixed"):
        getattr(residents, method)(residents[0])
    with pytest.raises(TypeError, match="no row to take away"):
        residents[0].remove()


def test_an_attribute_of_ones_own_is_refused_instead_of_lost(residents):
    with pytest.raises(AttributeError, match="would be lost"):
        residents[0].mood = 1


@pytest.mark.parametrize(
    "method",
    ["shuffle", "sort", "groupby", "to_list", "shuffle_do", "copy", "__copy__", "__getitem__"],
)
def test_what_would_leave_the_residents_out_is_refused(model, method):
    with pytest.raises(TypeError, match="agents_by_type"):
        getattr(model.agents, method)("fifth")


@pytest.mark.parametrize("combine", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_sets_of_residents_combine_like_sets(model, residents, combine):
    first, second = residents.select(at_most=10), ResidentSet(model, np.arange(5, 15))
    found = combine(first, second)
    assert isinstance(found, ResidentSet)
    assert set(found.get("unique_id")) == combine(
        set(first.get("unique_id")), set(second.get("unique_id"))
    )
    assert set(combine(first, list(second))) == set(found)
    with pytest.raises(TypeError, match="same model"):
        combine(first, model.councils)
    with pytest.raises(TypeError, match="agents_by_type"):
        combine(model.agents, first)


def test_residents_are_found_by_position_and_counted(residents):
    assert residents.index(residents[7]) == 7
    assert residents.count(residents[7]) == 1
    assert next(reversed(residents)) == residents[119]
    assert residents.isdisjoint([])
    assert not residents.isdisjoint([residents[3]])


@pytest.mark.parametrize("method", ["pop", "clear"])
def test_nobody_can_be_popped_or_cleared(residents, method):
    with pytest.raises(TypeError, match="number is fixed"):
        getattr(residents, method)()


OWN = {
    *("add", "agg", "discard", "do", "get", "groupby", "map", "remove", "select", "set"),
    *("shuffle", "shuffle_do", "sort", "to_list"),
}
INHERITED = {"clear", "count", "index", "isdisjoint", "pop"}


def test_no_method_of_mesas_sets_works_on_residents_unseen():
    public = {name for name in dir(AgentSet) if not name.startswith("_")} - {"random"}
    assert public == OWN | INHERITED, "a Mesa release has new methods: try them on residents"
    assert all(name in vars(ResidentSet) for name in OWN)


def test_of_everybody_one_type_can_be_selected(model):
    assert len(model.agents.select(agent_type=Council)) == 6
    assert len(model.agents.select(agent_type=Resident)) == 120
    with pytest.raises(TypeError, match="agents_by_type"):
        model.agents.select(lambda agent: True)


def test_something_that_everybody_knows_can_be_asked_of_everybody(model):
    ids = model.agents.get("unique_id")
    assert len(set(ids)) == len(model.agents)
