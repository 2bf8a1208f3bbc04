"""Names: nobody's money can be taken for somebody else's, and a region has one network body."""

import pytest

from sim.core.errors import ScenarioError
from sim.core.ledger import RESERVED
from sim.model import PartnershipModel
from tests.build import scenario

WRITTEN = [*sorted(RESERVED), "nhs", "SUPPLIERS", " Police "]


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("kind", ["social-enterprise", "contractor"])
def test_an_organisation_cannot_have_the_name_of_an_account(name, kind):
    with pytest.raises(ScenarioError, match=r"is an account of the books; take any name but"):
        scenario({"place.organisation": ({"name": name, "kind": kind},)})


@pytest.mark.parametrize("name", WRITTEN)
def test_a_council_cannot_have_the_name_of_an_account(name):
    with pytest.raises(ScenarioError, match="is an account of the books"):
        scenario({"place.council": ({"name": name},)})


def test_an_organisation_cannot_be_called_what_a_councils_company_would_be():
    named = ({"name": "council-1 Housing Company", "kind": "social-enterprise"},)
    with pytest.raises(ScenarioError, match="what a housing company of council-1 would be called"):
        scenario({"place.organisation": named})


BODY = {"name": "Together", "kind": "network-body"}


@pytest.mark.parametrize(
    "values",
    [
        {"place.organisation": (BODY, {**BODY, "name": "Forward"})},
        {"place.organisation": (BODY,), "place.network_body": True},
    ],
)
def test_a_second_network_body_is_refused(values):
    with pytest.raises(ScenarioError, match="a region has one network body at most"):
        scenario(values)


def test_one_network_body_of_ones_own_is_the_one_there_is():
    model = PartnershipModel(scenario({"place.organisation": (BODY,)}))
    assert [body.name for body in model.bodies] == ["Together"]
