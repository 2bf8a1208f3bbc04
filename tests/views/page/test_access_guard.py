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
    assert SHARED.admits({**host, "cookie": "partnersim_token_8350=secret"}, "") == ""
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


def test_a_browser_leaves_out_the_port_of_plain_http_only():
    assert Door("127.0.0.1", 80).admits({"host": "localhost"}, "") == ""
    assert (
        Door("127.0.0.1", 80).admits({"host": "localhost", "origin": "http://localhost"}, "") == ""
    )
    assert "not served" in HERE.admits({"host": "localhost"}, "")


def test_names_of_hosts_know_no_capitals():
    assert HERE.admits({"host": "LocalHost:8350"}, "") == ""
    assert Door("Laptop.local", 8350).admits({"host": "laptop.local:8350"}, "") == ""


@pytest.mark.parametrize("other", ["broken[]=1", "partnersim_token_9000=other", 'x="; y', "a b=c"])
def test_cookies_of_other_programs_do_not_hide_the_token(other):
    cookies = f"{other}; partnersim_token_8350=secret"
    assert SHARED.admits({"host": "192.0.2.7:8350", "cookie": cookies}, "") == ""


def test_a_page_on_every_network_prints_an_address_that_others_can_open():
    shared = door_at("0.0.0.0", 0, share=True)
    assert "0.0.0.0" not in shared.address
    assert shared.admits({"host": shared.address.split("/")[2]}, f"token={shared.token}") == ""
