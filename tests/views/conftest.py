"""Results that tests of figures and of reports look at; each is made once by a process."""

import pytest

from sim.study import compare, run
from sim.views.report import report_html
from tests.views.reports import SETTINGS
from tests.views.small import small_region, small_study


@pytest.fixture(scope="session")
def one():
    return run(small_region(), replicates=3)


@pytest.fixture(scope="session")
def two():
    other = small_region(**{"policy.collaboration.preset": "genuine"})
    return compare([small_region(), other], replicates=3)


@pytest.fixture(scope="session")
def same():
    return compare([small_region(8), small_region(8)], replicates=2)


@pytest.fixture(scope="session")
def study():
    return small_study()


@pytest.fixture(scope="session")
def html(one, two, same, study):
    """Return the full report of each of the results."""
    made = {"one": one, "two": two, "same": same, "study": study}
    return {name: report_html(results, SETTINGS) for name, results in made.items()}
