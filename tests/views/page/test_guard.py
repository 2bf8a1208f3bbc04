"""The door: only this machine's browsers, or those with the token, come in."""

import pytest

from sim.views.page.guard import Door

HERE = Door("127.0.0.1", 8350)
SHARED = Door("192.0.2.7", 8350, "secret")


@pytest.mark.parametrize("host", ["127.0.0.1:8350", "localhost:8350"])
def test_a_browser_of_this_machine_comes_in(host):
    assert HERE.admits({"host": host}, "") == ""
    assert HERE.admits({"host": host, "origin": f"http://{host}"}, "") == ""


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8350", "127.0.0.1:9", "192.0.2.7:8350"]
)
def test_another_name_for_this_machine_is_turned_away(host):
    assert "not served under that name" in HERE.admits({"host": host}, "")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9"])
def test_another_page_may_not_speak_to_this_one(origin):
    assert "may not speak" in HERE.admits({"host": "localhost:8350", "origin": origin}, "")


def test_a_shared_page_asks_for_its_token():
    host = {"host": "192.0.2.7:8350"}
    assert "token" in SHARED.admits(host, "")
    assert "token" in SHARED.admits(host, "token=secre")
    assert SHARED.admits(host, "token=secret") == ""
    assert SHARED.admits({**host, "cookie": "partnersim_token=secret"}, "") == ""
    assert "secret" in SHARED.address
