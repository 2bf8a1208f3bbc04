"""Mutants: each changes one thing, the sample is the same for a seed, equivalents are there."""

import ast

import pytest

from tests.mutation.__main__ import equivalents, is_equivalent
from tests.mutation.mutants import ROOT, changes, mutants_of
from tests.mutation.rooms import ROOMS, noticing, sample


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("a < b", {"(a <= b)"}),
        ("a is not None", {"(a is None)"}),
        ("a + b", {"(a - b)"}),
        ("a * b", {"(a / b)"}),
        ("a and b", {"(a or b)"}),
        ("not a", {"(a)"}),
        ("x = 3", {"4"}),
        ("x = 0.5", {"0.75"}),
        ("x = True", {"False"}),
        ("def f(): return a", {"None"}),
        ("x = param(3, low=1)", set()),
        ("def f(a: int = 1): ...", {"2"}),
        ("'text'", set()),
    ],
)
def test_what_may_stand_instead(line, instead):
    assert {new for _, new in changes(ast.parse(line))} == instead


def test_a_mutant_differs_from_its_file_in_one_place_and_still_parses():
    path = "sim/core/ledger.py"
    whole = ast.dump(ast.parse((ROOT / path).read_bytes()))
    found = mutants_of(path)
    assert len(found) > 20
    assert all(ast.dump(ast.parse(mutant.text())) != whole for mutant in found)


def test_the_same_seed_gives_the_same_sample_and_every_mutant_has_tests():
    first, again = sample(0.5, 3), sample(0.5, 3)
    assert first == again != sample(0.5, 4)
    assert set(first) == set(ROOMS)
    assert all(len(noticing(mutant.path)) > 1 for found in first.values() for mutant in found)


def test_every_equivalent_mutant_is_one_that_there_is_and_has_a_reason():
    for known in equivalents():
        assert len(known["why"]) > 20
        assert any(is_equivalent(mutant) for mutant in mutants_of(known["path"]))
