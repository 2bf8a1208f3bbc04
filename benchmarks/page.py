"""``python -m benchmarks.page``: what the trainers' page costs, for one browser, five, and thirty.

Needs Chromium. Browsers and server share this machine, so a server of its own has more to give.
"""

import asyncio
import html
import json
import platform
import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import psutil
from playwright.sync_api import sync_playwright
from websockets.asyncio.client import connect

from tests.e2e.served import served

WORLDS = ("region", "region,policy.collaboration.preset=genuine")
"""Two worlds of six councils with 1,000 residents each."""
SECONDS = 15.0
COUNT = """() => {
    const clock = document.querySelector(".clock");
    window.quarters_seen = new Set();
    const look = () => window.quarters_seen.add(clock.innerText);
    const all = {childList: true, characterData: true, subtree: true};
    new MutationObserver(look).observe(clock, all);
}"""


def server_of(address):
    """Return the process that serves an address."""
    port = int(address.rstrip("/").rpartition(":")[2])
    return next(
        psutil.Process(c.pid)
        for c in psutil.net_connections("tcp")
        if c.status == "LISTEN" and c.laddr.port == port
    )


@contextmanager
def watched(server, found):
    """Keep what the server spends while something goes on."""
    began, before = time.perf_counter(), sum(server.cpu_times()[:2])
    yield
    seconds = time.perf_counter() - began
    found["cpu"] = 100.0 * (sum(server.cpu_times()[:2]) - before) / seconds
    found["seconds"] = seconds
    found["megabytes"] = server.memory_info().rss / 1e6


def open_page(browser, address):
    """Return a page of a session of its own, its first picture drawn."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address)
    page.locator(".network svg").first.wait_for()
    return page


def first_picture(page):
    """Return seconds from choosing a story that was never run to its picture."""
    title = page.locator(".world-0 h2")
    before, began = title.inner_text(), time.perf_counter()
    page.get_by_label("Story", exact=True).select_option("trainer-06-crisis")
    page.wait_for_function(
        "before => document.querySelector('.world-0 h2').innerText !== before", arg=before
    )
    return time.perf_counter() - began


def frames_a_second(pages, server, speed):
    """Return what the server spends, and pictures a second of the slowest of some pages."""
    found = {}
    for page in pages:
        page.locator(".clock").click()
        page.keyboard.press("Home")
        page.get_by_text("Before 20").wait_for()
        page.get_by_label("Speed").select_option(speed)
        page.evaluate(COUNT)
    seconds = min(SECONDS, 35.0 / float(speed))
    with watched(server, found):
        for page in pages:
            page.get_by_role("button", name="Play", exact=True).click()
        time.sleep(seconds)
        drawn = [page.evaluate("window.quarters_seen.size") for page in pages]
    for page in pages:
        page.get_by_role("button", name="Pause", exact=True).click()
    found["frames"] = min(drawn) / found["seconds"]
    return found


class Listener:
    """A visitor without a browser: it plays, takes every update, and says when it has it."""

    def __init__(self, address):
        self.address, self.updates = address, 0
        text = urlopen(address).read().decode()
        elements = json.loads(html.unescape(re.search(r"String\.raw`(.*?)`\)", text, re.DOTALL)[1]))
        self.client = re.search(r"'client_id': '([^']+)'", text)[1]
        play = next(i for i, e in elements.items() if e.get("text") == "Play")
        self.play = {
            "id": int(play),
            "client_id": self.client,
            "listener_id": elements[play]["events"][0]["listener_id"],
            "args": [],
        }

    async def listen(self, started, seconds):
        """Play for some seconds once all are there."""
        query = {
            "client_id": self.client,
            "next_message_id": 0,
            "implicit_handshake": "true",
            "document_id": self.client,
            "tab_id": self.client,
            "old_tab_id": "",
            "EIO": 4,
            "transport": "websocket",
        }
        address = self.address.replace("http", "ws", 1) + "_nicegui_ws/socket.io/?"
        async with connect(address + urlencode(query), max_size=None) as socket:
            await socket.recv()
            await socket.send("40")
            playing = asyncio.create_task(self.press(socket, started))
            try:
                async with asyncio.timeout(seconds + 10.0):
                    async for message in socket:
                        await self.answer(socket, message)
                        if started.is_set() and time.perf_counter() > started.until:
                            return
            except TimeoutError:
                return
            finally:
                playing.cancel()

    async def press(self, socket, started):
        """Press Play when everybody does."""
        await started.wait()
        await socket.send("42" + json.dumps(["event", self.play]))

    async def answer(self, socket, message):
        """Count an update, and answer what the server asks of a browser."""
        if message == "2":
            await socket.send("3")
        if not message.startswith("42"):
            return
        name, content = json.loads(message[2:])
        self.updates += name == "update" and "quarter " in message
        if name == "run_javascript" and content.get("request_id"):
            reply = {"request_id": content["request_id"], "client_id": self.client, "result": 1}
            await socket.send("42" + json.dumps(["javascript_response", reply]))


async def listeners(address, server, number):
    """Return what the server spends on visitors who all play, and updates a second of each."""
    everybody = [Listener(address) for _ in range(number)]
    started, found = asyncio.Event(), {}
    tasks = [asyncio.create_task(one.listen(started, SECONDS)) for one in everybody]
    await asyncio.sleep(5.0)
    before = [one.updates for one in everybody]
    started.until = time.perf_counter() + SECONDS
    with watched(server, found):
        started.set()
        await asyncio.gather(*tasks)
    per_second = [
        (one.updates - b) / found["seconds"] for one, b in zip(everybody, before, strict=True)
    ]
    found["frames"] = min(per_second)
    return found


def row(what, found):
    """Print one line of the table."""
    print(
        f"| {what} | {found['frames']:.1f} | {found['cpu']:.0f} % | {found['megabytes']:.0f} MB |",
        flush=True,
    )


def measure(address):
    """Print the table."""
    server = server_of(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        pages = [open_page(browser, address)]
        fast = frames_a_second(pages, server, "10")
        slow = frames_a_second(pages, server, "2")
        seconds = first_picture(open_page(browser, address))
        print(f"From choosing a story to its picture: {seconds:.2f} s.\n")
        print("| who plays | pictures a second, the slowest | server CPU | server memory |")
        print("|---|---|---|---|")
        row("1 browser, 10 quarters a second asked for", fast)
        row("1 browser, 2 asked for", slow)
        pages += [open_page(browser, address) for _ in range(4)]
        row("5 browsers, 2 asked for", frames_a_second(pages, server, "2"))
        browser.close()
    row("30 WebSocket clients, 2 asked for", asyncio.run(listeners(address, server, 30)))


def main():
    """Serve the page and measure it."""
    print(f"{platform.machine()}, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), *WORLDS) as address,
    ):
        measure(address)


if __name__ == "__main__":
    main()
