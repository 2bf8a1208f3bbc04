"""Cards: what stands behind an organisation, a partnership, an account or a group of residents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sim.study.explain import concerns
from sim.views.documents.questions import amount
from sim.views.page.bars import MONEY, group_words, so_far
from sim.views.page.moments import Bond, Node, Part
from sim.views.page.network import held
from sim.views.page.played_world import Course
from sim.views.page.room import Room
from sim.views.page.telling import partnership_name, readable, told
from sim.views.words import MINUS, account_name, capital

MOST_LINES = 6


@dataclass(frozen=True)
class Card:
    """A heading, a table with a column for each world, and lists below."""

    title: str
    rows: Sequence[tuple[str, ...]]
    """What it is, and how it is in each world."""
    lists: Sequence[tuple[str, Sequence[str]]] = field(default=())


type Pair = tuple[Course, Course]


def card(room: Room, pair: Pair, about: str) -> Card | None:
    """Return the card of ``o:NAME``, ``p:NAME``, ``a:NAME`` or ``g:NAME``; None if unknown."""
    kind, _, name = about.partition(":")
    if kind == "o" and any(node.name == name for c in pair for node in c.moments[0].nodes):
        return organisation_card(room, pair, name)
    if kind == "p":
        return partnership_card(room, pair, name)
    if kind == "a" and pair[0].has("cash_by_account", name):
        return account_card(room, pair, name)
    if kind == "g" and pair[0].has("outcome", name):
        return group_card(room, pair, name)
    return None


def subjects(room: Room, pair: Pair) -> list[tuple[str, str]]:
    """Return (what to ask for, what it is called) of everything that has a card now."""
    nodes = dict.fromkeys(node.name for c in pair for node in c.moments[room.played].nodes)
    bonds = dict.fromkeys(bond.name for c in pair for bond in c.moments[room.played].bonds)
    groups = pair[0].groups("outcome")
    holders = pair[0].groups("cash_by_account")
    return [
        *((f"o:{name}", capital(readable(name))) for name in nodes),
        *((f"p:{name}", f"Partnership: {partnership_name(name)}") for name in bonds),
        *((f"g:{name}", f"Residents: {group_words(name)}") for name in groups),
        *((f"a:{name}", f"Account: {account_name(name)}") for name in holders),
    ]


def organisation_card(room: Room, pair: Pair, name: str) -> Card:
    """Return how an organisation stands, whom it works with and what it did last."""
    nodes = [found(c.moments[room.played].nodes, name) for c in pair]
    rows = [
        ("Holds", *(held(n) if n else "–" for n in nodes)),
        ("Leader's support for partnership", *(f"{n.support:.2f}" if n else "–" for n in nodes)),
        ("State", *(state(n) for n in nodes)),
    ]
    lists: list[tuple[str, Sequence[str]]] = []
    for world, course in zip(room.names, pair, strict=True):
        partners = list(partners_of(course, room.played, name))
        lists.append((f"{world}: partners", partners or ["none"]))
        lists.append((f"{world}: what happened last", decisions(room, course, name)))
    return Card(capital(readable(name)), rows, lists)


def found(nodes: Sequence[Node], name: str) -> Node | None:
    """Return an organisation by its name."""
    return next((node for node in nodes if node.name == name), None)


def state(node: Node | None) -> str:
    """Return how an organisation is, in words."""
    if node is None:
        return "merged away"
    if not node.alive:
        return "closed"
    return "cannot balance its budget" if node.notice else "at work"


def partners_of(course: Course, played: int, name: str) -> Iterator[str]:
    """Yield, for every partnership it is in, with whom it is and on what trust."""
    for bond in course.moments[played].bonds:
        own = next((part for part in bond.parts if part.name == name), None)
        if own is not None:
            others = ", ".join(readable(part.name) for part in bond.parts if part is not own)
            yield (
                f"{capital(partnership_name(bond.name))} with {others}: puts in"
                f" {own.contribution:.2f} of {bond.declared:.2f} declared,"
                f" trusts them {own.trust:.2f}"
            )


def decisions(room: Room, course: Course, name: str) -> list[str]:
    """Return the last things that happened to somebody, with their reasons, the latest first."""
    lines: list[str] = []
    for event in course.events_until(room.played):
        if concerns(event, name) and len(lines) < MOST_LINES:
            why = (
                f" ({readable(event.reason)})"
                if event.reason and readable(event.reason) not in told(event)
                else ""
            )
            lines.append(f"{room.when(event.quarter)}: {told(event)}{why}")
    return lines or ["nothing yet"]


def partnership_card(room: Room, pair: Pair, name: str) -> Card:
    """Return how a partnership stands, what members put in and how it came to that."""
    bonds = [bond_now(c, room.played, name) for c in pair]
    rows = [
        ("State", *(phase_words(b) for b in bonds)),
        ("Declared", *(f"{b.declared:.2f}" if b else "–" for b in bonds)),
        ("Actually contributed", *(f"{b.effective:.2f}" if b else "–" for b in bonds)),
        ("Mean trust", *(f"{b.trust:.2f}" if b else "–" for b in bonds)),
    ]
    lists: list[tuple[str, Sequence[str]]] = []
    for world, course, bond in zip(room.names, pair, bonds, strict=True):
        parts = bond.parts if bond else ()
        lists += [
            (f"{world}: members", [part_words(part) for part in parts] or ["none"]),
            (f"{world}: what happened last", decisions(room, course, name)),
        ]
    return Card(capital(partnership_name(name)), rows, lists)


def part_words(part: Part) -> str:
    """Return what a member puts in and whom it trusts, in words."""
    return (
        f"{capital(readable(part.name))} puts in {part.contribution:.2f}, trusts {part.trust:.2f}"
    )


def bond_now(course: Course, played: int, name: str) -> Bond | None:
    """Return a partnership if it exists now."""
    return next((b for b in course.moments[played].bonds if b.name == name), None)


def phase_words(bond: Bond | None) -> str:
    """Return the state of a partnership in words."""
    if bond is None:
        return "not there"
    return f"{bond.phase}, delivers under 40 % of what was announced" if bond.hollow else bond.phase


def account_card(room: Room, pair: Pair, name: str) -> Card:
    """Return what an account paid and gained so far."""
    rows = []
    for words, measure in (
        ("Cash since the start", "cash_by_account"),
        (MONEY["cost"].title, "partnership_cost_by_account"),
        (MONEY["gain"].title, "benefit_by_account"),
    ):
        values = [amount(so_far(c, measure, name, room.played), "k£", True) for c in pair]
        rows.append((words, *values))
    return Card(capital(account_name(name)), rows)


def group_card(room: Room, pair: Pair, name: str) -> Card:
    """Return how every index of a group of residents stands, and how it has moved."""
    rows = [
        (capital(index.replace("_", " ")), *(standing(c, index, name, room.played) for c in pair))
        for index in ("outcome", *INDICES_SHOWN)
    ]
    return Card(f"Residents: {group_words(name)}", rows, [("How to read it", [READING])])


INDICES_SHOWN = (
    "satisfaction",
    "trust_in_council",
    "influence",
    "belonging",
    "capability",
    "resilience",
    "at_work",
    "volunteers",
)
READING = "Value now, and in brackets its change since the first quarter."


def standing(course: Course, measure: str, group: str, played: int) -> str:
    """Return a value of a group and its change since the first quarter, in words."""
    if not played:
        return "–"
    values = course.path(measure, group)
    change = f"{values[played - 1] - values[0]:+.3f}".replace("-", MINUS)
    return f"{values[played - 1]:.3f} ({change})"
