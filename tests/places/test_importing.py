"""Importing: a table of real councils becomes a scenario, or its mistakes are named."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.core.errors import ScenarioError
from sim.places.importing import FIGURES, import_councils
from sim.places.writing import write_scenario
from sim.scenario import load_scenario

HEAD = (
    "name,class,pop_2010,imd2010_score,grant_share_2013_14,core_service_2010_11_k,"
    "reserves_2010_11_k"
)
ALPHA = "Alpha,MD,200000,25.5,0.6,160000,30000"


@pytest.fixture
def table(tmp_path):
    def write(*rows, head=HEAD):
        path = tmp_path / "councils.csv"
        path.write_text("\n".join([head, *rows, ""]), "utf-8")
        return path

    return write


def mistakes(path, names=()):
    with pytest.raises(ScenarioError) as caught:
        import_councils(path, names)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_table_becomes_a_scenario_that_loads(table, tmp_path):
    found = import_councils(table(ALPHA, "Beta,UA,150000,,,,"))
    write_scenario(found.councils, "councils.csv", tmp_path / "mine.toml")
    scenario = load_scenario(str(tmp_path / "mine.toml"))
    alpha, beta = scenario.place.council
    assert (alpha.population, alpha.budget, alpha.grant_share) == (200_000, 160e6, 0.6)
    assert beta.budget is None


def test_only_councils_that_existed_are_taken_with_their_own_spending_on_care(table):
    old = "Shire,SC,600000,15,0.4,300000,60000,True,210000"
    new = "Shire,UA,620000,15,0.4,380000,70000,False,230000"
    path = table(old, new, head=f"{HEAD},in_2010,social_care_2010_11_k")
    (council,) = import_councils(path).councils
    assert (council.class_name, council.care) == ("shire-county", 210e6)


@pytest.mark.parametrize("yes", ["TRUE", "True", "true", "Yes", "1"])
@pytest.mark.parametrize("no", ["FALSE", "False", "no", "0"])
def test_whether_a_council_existed_is_read_however_a_spreadsheet_writes_it(table, yes, no):
    head = f"{HEAD},in_2010"
    found = import_councils(table(f"{ALPHA},{yes}", f"Beta,UA,150000,,,,,{no}", head=head))
    assert [council.name for council in found.councils] == ["Alpha"]
    assert found.remarks == (
        f"councils.csv: left out, not in force (in_2010 is {no}): Beta (line 3)",
    )


EVERY_REASON = (
    ("Part,SD,90000,14,,,", "a county brings its own districts: Part (line 3)"),
    ("Source: MHCLG", "neither a class nor a figure: Source: MHCLG (line 3)"),
    ("Source: MHCLG,,,,,,", "neither a class nor a figure: Source: MHCLG (line 3)"),
    ('"Notes: (a), (b)",,,,,,', "neither a class nor a figure: Notes: (a), (b) (line 3)"),
    ("Source: MHCLG, ONS", "neither a class nor a figure: Source: MHCLG (line 3)"),
    ("", "blank: line 3"),
    (",,,,,,", "blank: line 3"),
)


@pytest.mark.parametrize(("row", "said"), EVERY_REASON)
def test_a_row_is_left_out_with_a_remark_that_says_which_and_why(table, row, said):
    found = import_councils(table(ALPHA, row, "Beta,UA,150000,20,0.5,130000,12000"))
    assert [council.name for council in found.councils] == ["Alpha", "Beta"]
    assert found.remarks == (f"councils.csv: left out, {said}",)


def test_councils_that_were_not_asked_for_are_left_out_and_said(table):
    found = import_councils(table(ALPHA, "Beta,SCO,1,,,,"), ["Alpha"])
    assert found.remarks == ("councils.csv: left out, not asked for: Beta (line 3)",)


def test_of_many_rows_left_out_the_lines_are_said(table):
    found = import_councils(table(ALPHA, *(f"Part {i},SD,90000,14,,," for i in range(30))))
    (remark,) = found.remarks
    assert remark.endswith("a county brings its own districts: 30 rows, lines 3 to 32")


def test_a_council_that_was_asked_for_and_cannot_be_taken_is_a_mistake(table):
    path = table(ALPHA, "Part,SD,90000,14,,,")
    assert mistakes(path, ["Part"]) == [
        "councils.csv: `Part` is left out: a county brings its own districts"
    ]
    assert mistakes(path, ["Alfa"]) == [
        "councils.csv: has no council `Alfa`; did you mean `Alpha`?"
    ]


@pytest.mark.parametrize("rows", [(), ("Adur,SD,61000,20,0.4,9000,3000",)])
def test_a_table_without_a_council_to_import_is_a_mistake(table, rows):
    (said,) = mistakes(table(*rows))
    assert said.startswith("councils.csv: has no council to import")
    assert said.endswith("Adur (line 2)" if rows else "import")


def test_columns_and_figures_that_are_missing_or_not_used_are_said(table):
    path = table("Beta,UA,..,20,[c],130000,,x", head=f"{HEAD},region")
    found = import_councils(path)
    assert [remark.rsplit(":", 1) for remark in found.remarks] == [
        ["councils.csv: columns that are not used", " region"],
        *(
            [f"councils.csv: {column} is not known ({USUAL})", " Beta (line 2)"]
            for column in ("pop_2010", "grant_share_2013_14", "reserves_2010_11_k")
        ),
    ]


USUAL = "the model's own figure, or what is usual in its class, is used"

READ = {
    '"150,000"': 150_000,
    "150 000": 150_000,
    "150\u00a0000": 150_000,
    '"1,250,000"': 1_250_000,
    " 150000 ": 150_000,
    "150000.0": 150_000,
    "1.5e5": 150_000,
    "..": None,
    "[x]": None,
    "z": None,
    "": None,
}


@pytest.mark.parametrize("text", READ)
def test_a_figure_that_can_mean_one_thing_only_is_read(table, text):
    (council,) = import_councils(table(f"Alpha,UA,{text},20,0.5,,")).councils
    assert council.population == READ[text]


def test_shares_may_be_per_cent_where_the_sign_says_so(table):
    (council,) = import_councils(table("Alpha,UA,150000,20,50%,,")).councils
    assert council.grant_share == 0.5
    assert mistakes(table("Alpha,UA,150000,20,50,,")) == [
        "councils.csv:2: grant_share_2013_14: is '50'; it takes 0 to 1 as a share"
    ]


WRONG = {
    "Alpha,XX,200000,25,,,": "class is 'XX'; it takes a class of English councils",
    "Alpha,SCO,200000,25,,,": "class is 'SCO'; it takes a class of English councils",
    "Alpha,,200000,25,,,": "councils.csv:2: class is empty; it takes a class of English councils",
    ",UA,99000,10,,,": "councils.csv:2: name is empty; it takes the name of a council",
    "A" * 61 + ",UA,99000,10,,,": "it takes at most 60 characters",
    "A\x07,UA,99000,10,,,": "it takes characters that can be printed",
    "Alpha,MD,-5,25,,,": "councils.csv:2: pop_2010: is '-5'; it takes 1,000 to 5,000,000 people",
    "Alpha,MD,900,25,,,": "pop_2010: is '900'; it takes 1,000 to 5,000,000 people",
    "Alpha,MD,many,25,,,": "pop_2010: is 'many'; it takes a number, 1,000 to 5,000,000 people",
    "Alpha,MD,-,25,,,": "write 0 where there is none, and nothing where it is not known",
    'Alpha,MD,200000,"20,5",,,': "is '20,5'; it takes a number, 0 to 100 as a score; write",
    "Alpha,MD,200000,nan,,,": "imd2010_score: is 'nan'; it takes a number",
    "Alpha,MD,200000,20%,,,": "imd2010_score: is '20%'; it takes a number",
    "Alpha,MD,200000,25,1.6,,": "grant_share_2013_14: is '1.6'; it takes 0 to 1 as a share",
    'Alpha,MD,200000,25,,"£130,000",': "leave out the £ sign",
    "Alpha,MD,200000,25,,130000000,": "it takes 1,000 to 10,000,000 thousand pounds",
    "Alpha,MD,200000,25,,130.0,": "is '130.0'; it takes 1,000 to 10,000,000 thousand pounds",
    "Alpha,MD,200000,25,,-4593,": "is '-4593'; it takes 1,000 to 10,000,000 thousand pounds",
    "Alpha,MD,200000,25,,130000,-15": "is '-15'; it takes 0 to 10,000,000 thousand pounds",
    "Alpha,MD,200000,25,,(4593),": "core_service_2010_11_k: is '(4593)'; it takes a number",
    "Alpha,MD,200000,25,,#REF!,": "core_service_2010_11_k: is '#REF!'; it takes a number",
    "Poole, and more,UA,390000,20,0.3,230000,12000": "has 8 cells where the header has 7; a comma",
    "Alpha,UA,390000,20": "councils.csv:2: has 4 cells where the header has 7; a figure",
    "Alpha,UA": "councils.csv:2: has 2 cells where the header has 7; a figure that is not known",
    "contractor-1,UA,390000,20,,,": "is the name of an organisation that the model adds",
}


@pytest.mark.parametrize("row", WRONG)
def test_a_mistake_is_one_line_with_line_column_and_what_would_be_accepted(table, row):
    (said,) = mistakes(table(row))
    assert WRONG[row] in said


def test_commas_in_numbers_are_not_guessed_at_beside_semicolons(table):
    (said,) = mistakes(table("Alpha;UA;150,000;20;0.5;;", head=HEAD.replace(",", ";")))
    assert "pop_2010: is '150,000'; it takes a number" in said
    assert "no separator of thousands beside semicolons" in said


def test_mistakes_are_told_in_lines_of_the_file_below_a_name_with_a_line_break(table):
    path = table('"Telford\nand Wrekin",UA,150000,20,0.5,,', "Beta,XX,1,20,0.5,,")
    assert [said.split(" ")[0] for said in mistakes(path)] == [
        "councils.csv:4:",
        "councils.csv:4:",
    ]


def test_all_mistakes_of_a_table_are_reported(table):
    found = mistakes(table("A,XX,1,25,0.6,1,1", "B,MD,many,25,0.6,160000,1"))
    assert len(found) == 4


def test_councils_of_one_name_are_refused(table):
    assert mistakes(table(ALPHA, "Beta,UA,150000,,,,", ALPHA)) == [
        "councils.csv:4: `Alpha` is named in lines 2, 4; keep one of them"
    ]


def test_columns_are_found_whichever_way_they_are_written(table):
    head = HEAD.replace("name", " Name ").replace("class", "CLASS")
    (council,) = import_councils(
        table(" Alpha ,md ,200000,25,0.6,160000,30000", head=head)
    ).councils
    assert (council.name, council.class_name) == ("Alpha", "metropolitan")


def test_two_columns_of_one_name_are_refused(table):
    path = table("Alpha,UA,150000,20,0.5,130000,12000,E06000001", head=f"{HEAD},Name")
    assert mistakes(path) == ["councils.csv:1: has the column `name` 2 times; it takes one of them"]


def test_missing_columns_are_one_mistake_that_shows_what_there_is(table):
    (said,) = mistakes(table("A,MD", head="name,class"))
    assert said.startswith("councils.csv:1: has no column core_service_2010_11_k, grant_share")
    assert "it has name, class (`partnersim places import --help`" in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Alpha,UA,150000,20,,1000,", "Alpha spends £7 a head and year; £200 to £6,000 is usual"),
        ("Alpha,UA,1000,20,,7000,", "Alpha spends £7,000 a head and year; £200 to £6,000 is usual"),
        (
            "Alpha,UA,150000,20,,130000,150000",
            "holds £150.0m in reserves; up to its budget of £130",
        ),
    ],
)
def test_figures_that_are_hardly_possible_are_questioned_with_what_is_usual(table, row, said):
    (remark,) = (r for r in import_councils(table(row)).remarks if "needs checking" in r)
    assert remark.startswith("councils.csv:2: needs checking: Alpha")
    assert said in remark


def test_care_above_the_whole_budget_is_questioned(table):
    path = table(f"{ALPHA},170000", head=f"{HEAD},social_care_2010_11_k")
    assert import_councils(path).remarks == (
        "councils.csv:2: needs checking: Alpha spends £170.0m on care; its whole budget is "
        "£160.0m, and is taken to be all care",
    )


def test_nothing_is_questioned_of_ordinary_councils(table):
    assert import_councils(table(ALPHA)).remarks == ()


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine.toml").write_text("mine")
    with pytest.raises(ScenarioError, match="is not overwritten"):
        write_scenario([], "x", tmp_path / "mine.toml")
    assert (tmp_path / "mine.toml").read_text() == "mine"


def test_a_scenario_that_does_not_load_leaves_no_file(table, tmp_path):
    twice = import_councils(table(ALPHA)).councils * 2
    with pytest.raises(ScenarioError, match="`Alpha` is named twice"):
        write_scenario(twice, "x", tmp_path / "mine.toml")
    assert [path.name for path in tmp_path.iterdir()] == ["councils.csv"]


@pytest.mark.parametrize("name", ["mine", "mine.csv", "nowhere/mine.toml"])
def test_a_scenario_that_cannot_be_written_is_a_mistake(table, tmp_path, name):
    councils = import_councils(table(ALPHA)).councils
    with pytest.raises(ScenarioError, match=r"does not end in \.toml|cannot be written"):
        write_scenario(councils, "x", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["councils.csv"]


NAMES = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60),
    st.text("\\\"'u0041#[]{}=.,;\t äŵŷ£" + string.ascii_letters, min_size=1, max_size=60),
).filter(lambda name: name.strip() and not name.strip()[0].isdigit())


def figures(field):
    column = FIGURES[field]
    whole = field == "population"
    inside = {"min_value": column.low, "max_value": column.high}
    numbers = st.integers(1_000, 5_000_000) if whole else st.floats(**inside)
    return st.one_of(st.none(), numbers)


@settings(max_examples=60, deadline=None)
@given(name=NAMES, values=st.fixed_dictionaries({field: figures(field) for field in FIGURES}))
def test_any_name_and_any_figures_arrive_in_the_scenario_unchanged(tmp_path_factory, name, values):
    folder = tmp_path_factory.mktemp("import")
    head = ["name", "class", *(FIGURES[field].name for field in values)]
    cells = [name, "UA", *("" if v is None else repr(v) for v in values.values())]
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    (folder / "t.csv").write_text(",".join(head) + "\n" + ",".join(quoted) + "\n", "utf-8")
    write_scenario(import_councils(folder / "t.csv").councils, "t.csv", folder / "t.toml")
    (council,) = load_scenario(str(folder / "t.toml")).place.council
    assert council.name == " ".join(name.split())
    for field, value in values.items():
        assert getattr(council, field) == (None if value is None else value * FIGURES[field].scale)
