"""A page that is shared with a room: whoever has the link comes in, nobody else."""

from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.e2e.served import served


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("page"), "--host", "127.0.0.2", "--share") as found:
        yield urlsplit(found)


def ask(address, path, **headers):
    """Return status and cookie that the page answers with."""
    with closing(HTTPConnection(address.netloc, timeout=20)) as connection:
        connection.request("GET", path, headers={k.title(): v for k, v in headers.items()})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("set-cookie") or ""


def test_the_link_with_its_token_opens_the_page_and_what_it_loads(address):
    status, cookie = ask(address, f"/?{address.query}")
    assert status == 200
    assert "HttpOnly" in cookie
    assert ask(address, "/", cookie=cookie.partition(";")[0])[0] == 200


@pytest.mark.parametrize("path", ["/", "/?token=guess", "/_nicegui_ws/socket.io/?EIO=4"])
def test_without_the_token_nothing_opens(address, path):
    assert ask(address, path) == (403, "")


def test_neither_another_name_nor_another_page_gets_in_with_the_token(address):
    path = f"/?{address.query}"
    assert ask(address, path, host="evil.example")[0] == 403
    assert ask(address, path, origin="http://evil.example")[0] == 403


def test_a_browser_with_the_link_plays_and_hands_the_link_on(opened, address):
    page = opened.new_page()
    page.goto(address.geturl())
    page.locator(".network svg").first.wait_for()
    page.get_by_role("button", name="Step", exact=True).click()
    page.get_by_text("quarter 1 of").wait_for()
    page.locator("summary", has_text="Share").click()
    link = page.get_by_label("Link to this set-up").input_value()
    assert address.query in link
    page.reload()
    page.get_by_text("quarter 1 of").wait_for()
