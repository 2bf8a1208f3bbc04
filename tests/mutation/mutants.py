"""Mutants: one small change to one line of a module, which some test should notice."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
DECLARED = ("param", "decision", "TypeVar")
"""Calls whose numbers are evidence or names, not arithmetic; other tests hold them."""


@dataclass(frozen=True)
class Mutant:
    """One change: where, what stood there, and what stands there instead."""

    path: str
    """Within the checkout."""
    start: int
    end: int
    """Bytes of the file that are replaced."""
    line: str
    """The line as it stands, without the blanks around it."""
    number: int
    """Of the line, from 1."""
    new: str

    @property
    def old(self) -> str:
        """What is replaced."""
        return (ROOT / self.path).read_bytes()[self.start : self.end].decode()

    @property
    def what(self) -> str:
        """The change in words."""
        return f"{self.old} -> {self.new}"

    def text(self) -> bytes:
        """Return the whole file with the change in it."""
        whole = (ROOT / self.path).read_bytes()
        return whole[: self.start] + self.new.encode() + whole[self.end :]


def mutants_of(path: str) -> list[Mutant]:
    """Return every mutant of a file, in the order in which they stand there."""
    source = (ROOT / path).read_bytes()
    lines = source.splitlines(keepends=True)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line))
    found = []
    for node, new in changes(ast.parse(source)):
        start = begins[node.lineno - 1] + node.col_offset
        end = begins[node.end_lineno - 1] + node.end_col_offset
        shown = lines[node.lineno - 1].decode().strip()
        found.append(Mutant(path, start, end, shown, node.lineno, new))
    return sorted(set(found), key=lambda mutant: (mutant.start, mutant.end, mutant.new))


def changes(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield (expression, what may stand there instead), without what is only declared."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr) or skipped(node):
            continue
        if isinstance(node, ast.Return) and node.value is not None:
            if not (isinstance(node.value, ast.Constant) and node.value.value is None):
                yield node.value, "None"
        elif isinstance(node, ast.expr):
            yield from ((node, new) for new in instead_of(node))
        yield from changes(node)


def skipped(node: ast.AST) -> bool:
    """Tell whether nothing in here is computed: imports for types, annotations, declarations."""
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in DECLARED
    return isinstance(node, ast.arg | ast.Import | ast.ImportFrom | ast.Raise | ast.TypeAlias)


def instead_of(node: ast.expr) -> Iterator[str]:
    """Yield what may stand instead of one expression."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        ops = [COMPARISONS[type(node.ops[0])](), *node.ops[1:]]
        yield f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield f"({ast.unparse(ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right))})"
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Constant):
        yield from other_constants(node.value)


def other_constants(value: object) -> Iterator[str]:
    """Yield another value instead of a switch or a number; texts are left alone."""
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield str(value + 1)
    elif isinstance(value, float):
        yield repr(value * 1.5 if value else 1.0)
