"""The commands that show and import places, as a user calls them."""

import pytest
from click.testing import CliRunner

from sim.cli import call, program

HEAD = (
    "name,class,pop_2010,imd2010_score,grant_share_2013_14,core_service_2010_11_k,"
    "reserves_2010_11_k\n"
)


def test_an_import_says_what_it_left_out_and_what_needs_checking(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = "Tyne\\u0041Wear,UA,150000,20,0.5,130000,150000\nAdur,SD,61000,20,0.4,9000,3000\n"
    (tmp_path / "t.csv").write_text(HEAD + rows, "utf-8")
    answer = CliRunner().invoke(program, ["places", "import", "t.csv", "--out", "t.toml"])
    assert (answer.exit_code, answer.stdout) == (
        0,
        "1 council is in t.toml; run it with: partnersim run t.toml\n",
    )
    left_out, question = answer.stderr.splitlines()
    assert left_out == "t.csv: left out, a county brings its own districts: Adur (line 3)"
    assert question.startswith("t.csv:2: needs checking: Tyne\\u0041Wear holds £150.0m")


def test_an_import_that_fails_leaves_no_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(HEAD + "Alpha,XX,1,,,,\n", "utf-8")
    assert call(["places", "import", "t.csv", "--out", "t.toml"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "WALSAL"], "did you mean `Walsall`?"),
        (["show", "Londn"], "did you mean `london`?"),
        (["show", "Xyz"], "`partnersim places list` names all there are"),
        (["list", "Walsall"], "list takes no name; try: partnersim places show 'Walsall'"),
        (["shw"], "Did you mean 'show'?"),
    ],
)
def test_a_name_that_is_not_there_brings_a_hint(arguments, said, capsys):
    assert call(["places", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_every_class_that_is_listed_can_be_shown(capsys):
    call(["places", "list"])
    classes = capsys.readouterr().out.rsplit("Classes: ", 1)[1].strip().split(", ")
    assert "reference" in classes
    for name in classes:
        assert call(["places", "show", name]) == 0
        assert ("The model's own" in capsys.readouterr().out) == (name == "reference")
