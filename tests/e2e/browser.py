"""A real browser for tests: Debian's Chromium, driven by Playwright."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest

STARTS_WITHIN_S = 60
PLACES = ("chromium", "chromium-browser", "google-chrome")


def chromium():
    """Return where Chromium is; without it skip, but fail in CI."""
    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing: .ci/run installs it")
        pytest.skip("Chromium")
    return found


@contextmanager
def listening(folder):
    """Start one Chromium without a window and give the address at which it can be driven."""
    port = folder / "DevToolsActivePort"
    words = ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--remote-debugging-port=0"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([chromium(), *words, f"--user-data-dir={folder}"], **quiet)
    try:
        until = time.monotonic() + STARTS_WITHIN_S
        while not (port.exists() and port.read_text("utf-8").count("\n")):
            assert process.poll() is None, "Chromium ended while it was starting"
            assert time.monotonic() < until, "Chromium did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port.read_text('utf-8').splitlines()[0]}"
    finally:
        process.terminate()
        process.wait(STARTS_WITHIN_S)


@contextmanager
def driven(address):
    """Give the browser at an address; what was opened in it is closed again, and it stays."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.connect_over_cdp(address)
        try:
            yield opened
        finally:
            opened.close()


class Visit:
    """One page that was opened from disk, and all that it asked for and complained of."""

    def __init__(self, opened, path, width):
        self.page = opened.new_page(viewport={"width": width, "height": 900})
        self.requests, self.complaints, self.dialogs = [], [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.goto(path.resolve().as_uri())

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()
