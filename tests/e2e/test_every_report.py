"""Every world of the library can be drawn and reported, whatever happens in it."""

import pytest

from sim.appraisal import load_settings
from sim.core.library import SCENARIOS
from sim.study import run
from sim.views.figures import draw_all
from sim.views.report import report_html


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in SCENARIOS.glob("*.toml")))
def test_a_world_of_the_library_has_figures_a_report_and_a_brief(name, tmp_path):
    results = run(name, replicates=1)
    assert draw_all(results, tmp_path / "figures", ())
    for brief in (False, True):
        assert "How sure" in report_html(results, load_settings(), brief)
