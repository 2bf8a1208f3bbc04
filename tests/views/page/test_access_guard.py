"""The door: only this machine's browsers, or those with the token, come in."""

import socket

import pytest

from sim.cli.page import door_at
from sim.core.errors import PageError
from sim.views.page.access import Door

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


def test_links_to_a_shared_page_hold_its_token():
    assert HERE.link("story=own") == "http://127.0.0.1:8350/?story=own"
    assert SHARED.link("story=own") == "http://192.0.2.7:8350/?token=secret&story=own"


def test_a_page_for_others_is_only_served_when_shared():
    with pytest.raises(PageError, match="add --share"):
        door_at("192.0.2.7", 8350, share=False)
    shared = door_at("127.0.0.1", 0, share=True)
    assert len(shared.token) > 20
    assert shared.token != door_at("127.0.0.1", 0, share=True).token


def test_an_address_that_is_not_ours_or_is_taken_is_refused():
    with pytest.raises(PageError, match="cannot be used"):
        door_at("192.0.2.7", 8350, share=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PageError, match=f"127.0.0.1:{port} cannot be used"):
            door_at("127.0.0.1", port, share=False)
