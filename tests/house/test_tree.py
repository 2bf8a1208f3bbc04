"""The tree: no path of a machine, no host of a registry, nothing half merged."""

import re

import pytest

from tests.house.checkout import tracked_files

# One letter of each stands in brackets, so that this file does not find itself.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.])/(roo[t]|hom[e]|wor[k]|Use[r]s|mn[t])/",
    "the host of a registry": r"artifactor[y]|jfro[g]|index-ur[l]|find-link[s]|/simpl[e]/",
    "a merge left half done": r"^(<{7}|>{7}|={7}$)",
}


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=lambda x: x[:20])
def test_no_file_that_is_kept_holds(what, pattern):
    wanted = re.compile(pattern, re.MULTILINE)
    found = []
    for path in tracked_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.name}: {hit[0]!r} is {what}" for hit in wanted.finditer(text)]
    assert not found


@pytest.mark.parametrize(
    "text", ["/" + "home/ada/model", "--index-" + "url x", "https://x/" + "simple/", "<" * 7]
)
def test_what_is_forbidden_would_be_found(text):
    assert any(re.search(pattern, text, re.MULTILINE) for pattern in FORBIDDEN.values())
