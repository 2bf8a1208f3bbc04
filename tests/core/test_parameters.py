"""Parameters: a number cannot be declared, or set, without its unit, range and source."""

from typing import ClassVar

import pytest
from pydantic import ValidationError

from sim.core.parameters import Parameters, ParameterSet, param
from sim.evidence import explain
from sim.mechanisms import parameter_groups

GROUPS = list(parameter_groups().values())
EVERY = [declared for group in GROUPS for declared in group.declared()]


class Weather(Parameters):
    """A group for these tests."""

    group = "weather"
    neutral: ClassVar = {"rain": 0.0}

    rain: float = param(
        0.5, unit="share of days", low=0.0, high=1.0, source="design", role="uncertainty"
    )


def test_a_parameter_without_its_evidence_cannot_be_declared():
    with pytest.raises(TypeError, match="unit"):
        param(0.5, low=0.0, high=1.0, source="design", role="policy")


@pytest.mark.parametrize("value", [1.1, -0.1, float("nan"), float("inf"), "0.5", True])
def test_a_value_outside_its_range_or_type_is_refused(value):
    with pytest.raises(ValidationError):
        Weather(rain=value)


def test_an_unknown_name_is_refused():
    with pytest.raises(ValidationError):
        Weather(snow=0.5)


def test_a_group_is_frozen():
    with pytest.raises(ValidationError):
        Weather().rain = 0.1


def test_switched_off_a_group_has_its_neutral_values():
    params = ParameterSet({Weather: Weather(rain=0.7, enabled=False)})
    assert params[Weather].rain == 0.0
    assert params.given[Weather].rain == 0.7


def test_a_key_says_role_group_and_field():
    assert [d.key for d in Weather.declared()] == [
        "policy.weather.enabled",
        "uncertainty.weather.rain",
    ]


@pytest.mark.parametrize("declared", EVERY, ids=lambda d: d.key)
def test_every_parameter_has_a_source_that_exists_and_a_default_within_its_range(declared):
    evidence = declared.evidence
    assert explain(evidence.source), f"{declared.key} has no such source as {evidence.source}"
    assert declared.evidence.unit
    assert declared.why
    if evidence.low is not None and declared.default is not None:
        assert evidence.low <= declared.default <= evidence.high


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g.group)
def test_every_neutral_value_belongs_to_a_field_of_its_group(group):
    assert set(group.neutral) <= set(group.model_fields)
