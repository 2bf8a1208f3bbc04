"""One browser for all tests of a process; every module drives it by itself.

Playwright keeps an event loop open in the thread that uses it, so it is stopped after each module:
other tests have loops of their own.
"""

import pytest

from tests.e2e.browser import driven, listening


@pytest.fixture(scope="session")
def chromium_address(tmp_path_factory):
    with listening(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def opened(chromium_address):
    with driven(chromium_address) as found:
        yield found
