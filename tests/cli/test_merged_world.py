"""A world in which councils merged: everything that shows results works on it."""

import pytest
from click.testing import CliRunner

from sim.cli import program
from sim.model import PartnershipModel
from sim.scenario import load_scenario
from sim.views.page.moments import Watch
from sim.views.page.network import placed

MERGED = """
[place]
councils = 4
residents_per_council = 20
network_body = true
[run]
quarters = 24
replicates = 2
[uncertainty.agenda]
arrival = 0.4
[[event]]
name = "first"
kind = "reorganisation"
year = 2
councils = ["council-1", "council-2"]
[[event]]
name = "second"
kind = "reorganisation"
year = 4
councils = ["council-2", "council-3"]
[[event]]
name = "poll"
kind = "election"
quarter = 19
council = "council-2"
[[event]]
name = "gift"
kind = "one-off-grant"
year = 5
amount = 1000000
council = "council-2"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("merged")


@pytest.fixture(scope="module")
def written(folder):
    """The file of a world in which three councils become one, in two steps."""
    path = folder / "merged.toml"
    path.write_text(MERGED)
    return path


@pytest.fixture(scope="module")
def results(folder, written):
    out = folder / "results"
    answer = called("run", written, "--figures", "--report", "--out", out)
    assert "coverage" in answer
    return out


def called(*arguments):
    answer = CliRunner().invoke(program, [str(a) for a in arguments], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_figures_and_a_report_are_made_of_a_merged_world(results):
    assert "council-2" in (results / "report.html").read_text("utf-8")
    assert list((results / "figures").glob("network*"))


@pytest.mark.parametrize("name", ["council-1", "council-2", "council-3", "council-4"])
def test_every_council_that_there_ever_was_can_be_explained(results, name):
    assert called("explain", results, "--agent", name).startswith(name)
    assert called("explain", results, "--place", name).startswith(name)


def test_moments_of_the_page_show_who_is_there_and_know_where_everybody_stood(written):
    watch = Watch()
    model = PartnershipModel(load_scenario(str(written)), observe=watch)
    model.run_all()
    spots = placed(watch.moments[0])
    before, after = ({n.name for n in m.nodes} for m in (watch.moments[0], watch.moments[-1]))
    assert {"council-2", "council-3"} <= before - after
    assert all(part.name in spots for m in watch.moments for b in m.bonds for part in b.parts)


def test_events_that_name_a_council_of_before_reach_the_one_that_took_it_in(written):
    model = PartnershipModel(load_scenario(str(written)))
    model.run_all()
    (name,) = {model.who_is(f"council-{i}") for i in (1, 2, 3)}
    (council,) = [c for c in model.councils if c.name == name]
    assert council.next_election == 19 + 16
    gifts = {
        e.quarter: e.pence for e in model.ledger.entries if e.flow == "grant" and e.payee == name
    }
    assert gifts[20] - gifts[19] * 0.94 > 20_000_000
