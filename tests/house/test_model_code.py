"""Model code: nothing in it can give another answer tomorrow, elsewhere, or in another order."""

import ast

import pytest

from tests.house.checkout import MODULES, ROOT

OUTER = ("cli", "views", "checks", "sweep", "study", "appraisal", "analysis")
INSIDE = [p for p in MODULES if p.relative_to(ROOT / "sim").parts[0] not in OUTER]
LAWFUL = {"compiled.py", "recorder.py", "results.py", "resident.py", "resident_set.py"}
"""What writes results, and the view of residents that speaks as Mesa's agents and sets do."""
MODEL_CODE = [path for path in INSIDE if path.name not in LAWFUL]

MODULES_BANNED = {"random", "time", "datetime", "secrets", "uuid", "pickle", "yaml"}
CALLS_BANNED = {"hash", "id", "eval", "exec", "print", "input"}
MESA_BANNED = {"random", "rng", "shuffle", "shuffle_do", "DataCollector", "batch_run"}
SETS = (ast.Set, ast.SetComp)


def offences(source: str) -> list[str]:
    """Return what is forbidden in a piece of source, with the place."""
    return [
        f"{offence}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if (offence := offence_of(node))
    ]


def offence_of(node: ast.AST) -> str | None:
    match node:
        case ast.Import(names=names):
            banned = [n.name for n in names if n.name.split(".")[0] in MODULES_BANNED]
            return f"imports {banned[0]}" if banned else None
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES_BANNED:
            return f"imports from {module}"
        case ast.Attribute(attr=name) if name in MESA_BANNED:
            return f"uses .{name}, whose luck depends on order"
        case ast.Call(func=ast.Name(id=name)) if name in CALLS_BANNED:
            return f"calls {name}()"
        case ast.Call(func=ast.Attribute(attr="argsort"), keywords=words):
            stable = any(ast.unparse(word) == "kind='stable'" for word in words)
            return None if stable else "argsort that is not stable"
        case ast.For(iter=over) | ast.comprehension(iter=over) if is_set(over):
            return "walks over a set, whose order is nobody's"
    return None


def is_set(node: ast.AST) -> bool:
    """Tell whether an expression is a set as far as one can see."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return isinstance(node, SETS) or (called and node.func.id in ("set", "frozenset"))


@pytest.mark.parametrize("path", MODEL_CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_in_the_model_depends_on_clock_order_or_other_luck(path):
    assert offences(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "from time import time",
        "np.random.default_rng(1)",
        "model.agents.shuffle_do('act')",
        "key = hash(name)",
        "key = id(agent)",
        "eval(text)",
        "order = np.argsort(x)",
        "for place in {a, b}: pass",
        "total = sum(x for x in set(values))",
    ],
)
def test_what_is_forbidden_would_be_found(source):
    assert offences(source)


@pytest.mark.parametrize(
    "source",
    [
        "order = np.argsort(x, kind='stable')",
        "for place in sorted({a, b}): pass",
        "for c in dict.fromkeys(councils): pass",
        "u = model.streams.uniform(SIGNS, 1, 2)",
    ],
)
def test_what_is_lawful_is_let_through(source):
    assert offences(source) == []
