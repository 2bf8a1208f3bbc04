"""The search for garbage is held back while much is made, and goes on after it."""

import gc

import pytest

from sim.core.garbage import held_back


def test_nothing_is_searched_for_meanwhile_and_the_search_goes_on_after():
    with held_back():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ValueError, match="broken"), held_back():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off():
    gc.disable()
    try:
        with held_back():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
