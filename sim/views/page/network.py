"""The picture of a world: organisations, and what joins them, at one moment."""

import math
from collections import Counter
from functools import lru_cache
from itertools import combinations

from markupsafe import Markup
from matplotlib.colors import to_hex

from sim.views import theme
from sim.views.network import MARKERS, TRUST, Spots, positions
from sim.views.page.moments import Bond, Moment, Node
from sim.views.page.played_world import DRAWINGS_KEPT, Course
from sim.views.page.svg import Attribute, element, path, picture
from sim.views.page.telling import partnership_name, readable, touched
from sim.views.words import capital, pounds, several

WIDTH, HEIGHT = 460, 236
ACROSS, DOWN = 138.0, 68.0
"""Units of the drawing for one unit of a position."""
RING = 1.12
"""How far from the middle a few organisations stand, in units of a position."""
SMALLEST, PER_TENFOLD = 6.0, 3.2
"""Size of an organisation without money, and what ten times as much adds."""
MOST_NAMED = 10
"""With more organisations than this only councils are named, and all are drawn smaller."""
AMONG_MANY = 0.75
"""How large an organisation is drawn there, for one among few."""
SHADES = [to_hex(TRUST(i / 20)) for i in range(21)]

POLYGONS: dict[str, list[tuple[float, float]]] = {
    "s": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "^": [(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
    "v": [(0.0, 1.15), (1.1, -0.85), (-1.1, -0.85)],
    "D": [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
    "*": [
        ((1.35 if i % 2 == 0 else 0.6) * math.sin(i * math.pi / 5), y)
        for i in range(10)
        for y in [-(1.35 if i % 2 == 0 else 0.6) * math.cos(i * math.pi / 5)]
    ],
}
"""Corners of each shape of a unit size; what is not here is a circle."""


@lru_cache(DRAWINGS_KEPT)
def network(course: Course, played: int, name: str) -> Markup:
    """Return the picture of a world after so many quarters."""
    moment = course.moments[played]
    events = course.events(played - 1) if played else []
    spots = placed(course.moments[0])
    alight = touched(events)
    lines = [line for bond in moment.bonds for line in lines_of(bond, moment, spots, alight)]
    few = len(moment.nodes) <= MOST_NAMED
    nodes = [node_mark(n, spots[n.name], n.name in alight, few) for n in moment.nodes]
    return picture(WIDTH, HEIGHT, described(moment, name), *lines, *nodes, *names(moment, spots))


def placed(start: Moment) -> Spots:
    """Return where every organisation stands, the same at all times; a few stand in a ring."""
    if len(start.nodes) <= MOST_NAMED:
        return ring(start)
    organisations = [
        {"name": node.name, "kind": node.kind, "places": ", ".join(node.places)}
        for node in start.nodes
    ]
    return {
        name: (WIDTH / 2 + ACROSS * x, HEIGHT / 2 - DOWN * y)
        for name, (x, y) in positions(organisations).items()
    }


def ring(start: Moment) -> Spots:
    """Return places around an ellipse, councils spread evenly among the others."""
    councils = [node.name for node in start.nodes if node.kind == "council"]
    order = [node.name for node in start.nodes if node.kind != "council"]
    total = len(start.nodes)
    for i, name in enumerate(councils):
        order.insert(round(i * total / len(councils)), name)
    turns = {name: 2.0 * math.pi * i / total + math.pi for i, name in enumerate(order)}
    return {
        name: (
            WIDTH / 2 + RING * ACROSS * math.cos(turn),
            HEIGHT / 2 - 8 + RING * DOWN * math.sin(turn),
        )
        for name, turn in turns.items()
    }


def described(moment: Moment, name: str) -> str:
    """Return what the picture shows, for whoever cannot see it."""
    delivering = [bond for bond in moment.bonds if bond.delivering]
    hollow = sum(bond.hollow for bond in delivering)
    words = f"{name}: {several(len(moment.nodes), 'organisation')}, "
    words += f"{several(len(delivering), 'partnership')} in delivery"
    words += f", {hollow} of them delivering under 40 % of what was announced"
    if delivering:
        trust = sum(bond.trust for bond in delivering) / len(delivering)
        words += f"; mean trust {trust:.2f}"
    return words


def lines_of(bond: Bond, moment: Moment, spots: Spots, alight: set[str]) -> list[Markup]:
    """Return the lines between the members of a partnership; those side by side are bent apart."""
    members = [part.name for part in bond.parts if part.name in spots]
    rank = rank_of(bond, moment)
    lines = [bent(spots[a], spots[b], rank, bond) for a, b in combinations(members, 2)]
    lit = " alight" if bond.name in alight else ""
    title = f"{partnership_name(bond.name)}: {bond.phase}, trust {bond.trust:.2f}"
    group = element(
        "g", *lines, element("title", title), class_=f"bond{lit}", data_card=f"p:{bond.name}"
    )
    return [group]


def rank_of(bond: Bond, moment: Moment) -> int:
    """Return how many earlier partnerships join two of the same members."""
    own = {part.name for part in bond.parts}
    before = moment.bonds[: moment.bonds.index(bond)]
    return sum(len(own & {part.name for part in other.parts}) > 1 for other in before)


def bent(a: tuple[float, float], b: tuple[float, float], rank: int, bond: Bond) -> Markup:
    """Return one line: a dark casing, and on it the colour of trust."""
    off = 14.0 * ((rank + 1) // 2) * (-1 if rank % 2 else 1)
    length = math.dist(a, b) or 1.0
    x = (a[0] + b[0]) / 2 - off * (b[1] - a[1]) / length
    y = (a[1] + b[1]) / 2 + off * (b[0] - a[0]) / length
    course = f"M{a[0]:.1f} {a[1]:.1f}Q{x:.1f} {y:.1f} {b[0]:.1f} {b[1]:.1f}"
    dashes = "7 5" if bond.hollow else None if bond.delivering else "1.5 4"
    thick = 4.6 if bond.delivering else 2.4
    casing = element(
        "path",
        d=course,
        fill="none",
        stroke=theme.INK,
        stroke_width=thick + 2.0,
        stroke_dasharray=dashes,
    )
    colour = SHADES[round(20 * min(1.0, max(0.0, bond.trust)))]
    line = element(
        "path", d=course, fill="none", stroke=colour, stroke_width=thick, stroke_dasharray=dashes
    )
    return casing + line


def node_mark(node: Node, spot: tuple[float, float], alight: bool, few: bool) -> Markup:
    """Return one organisation: its shape says what it is, its size what money it holds."""
    marker, _, colour = MARKERS[node.kind]
    size = size_of(node, few)
    fill = colour if node.alive else "white"
    edge = "white" if node.alive else colour
    if marker in POLYGONS:
        points = " ".join(f"{size * x:.1f},{size * y:.1f}" for x, y in POLYGONS[marker])
        shape = element("polygon", points=points, fill=fill, stroke=edge, stroke_width=1.5)
    else:
        shape = element("circle", r=size, fill=fill, stroke=edge, stroke_width=1.5)
    rings = [element("circle", r=size + 6.0, class_="pulse")] if alight else []
    if node.notice:
        rings.append(element("circle", r=size + 5.0, class_="notice"))
    title = element(
        "title",
        f"{capital(readable(node.name))}: {node.kind.replace('-', ' ')}, holds {held(node)}",
    )
    at = f"translate({spot[0]:.1f} {spot[1]:.1f})"
    return element(
        "g", *rings, shape, title, transform=at, class_="node", data_card=f"o:{node.name}"
    )


def size_of(node: Node, few: bool) -> float:
    """Return how large an organisation is drawn, among few or many."""
    size = SMALLEST + PER_TENFOLD * math.log10(1.0 + max(0.0, node.cash))
    return size if few else AMONG_MANY * size


def held(node: Node) -> str:
    """Return what money an organisation holds, in words."""
    return pounds(1000.0 * node.cash)


def names(moment: Moment, spots: Spots) -> list[Markup]:
    """Return the names that there is room for."""
    few = len(moment.nodes) <= MOST_NAMED
    councils = Counter(node.kind for node in moment.nodes)["council"]
    shown = [n for n in moment.nodes if few or (n.kind == "council" and councils <= 12)]
    return [name_mark(node, spots[node.name], few) for node in shown]


def name_mark(node: Node, spot: tuple[float, float], few: bool) -> Markup:
    """Return an organisation's name below it; among many, where nobody else stands."""
    (x, y), size = spot, size_of(node, few)
    strong = " strong" if node.kind == "council" else ""
    place: dict[str, Attribute] = {"x": x, "y": y + size + 13.0, "text_anchor": "middle"}
    if not few and abs(y - HEIGHT / 2) < 1.0:
        inwards = 1.0 if x < WIDTH / 2 else -1.0
        anchor = "start" if inwards > 0.0 else "end"
        place = {"x": x + inwards * (size + 4.0), "y": y + 5.0, "text_anchor": anchor}
    elif not few and y > HEIGHT / 2:
        place["y"] = y - size - 5.0
    return element("text", capital(readable(node.name)), class_=f"name{strong}", **place)


def key(kinds: list[str]) -> Markup:
    """Return the key to shapes and lines as one row of drawings with words."""
    parts = []
    for kind in [kind for kind in MARKERS if kind in kinds]:
        marker, _, colour = MARKERS[kind]
        if marker in POLYGONS:
            points = " ".join(f"{8 + 6 * x:.1f},{8 + 6 * y:.1f}" for x, y in POLYGONS[marker])
            shape = element("polygon", points=points, fill=colour)
        else:
            shape = element("circle", cx=8, cy=8, r=6, fill=colour)
        parts.append(entry(16, shape, kind.replace("-", " ")))
    for shade, words in ((1, "little trust"), (10, "some"), (19, "much trust")):
        line = [
            path([(1, 8), (27, 8)], stroke=theme.INK, stroke_width=6.5),
            path([(1, 8), (27, 8)], stroke=SHADES[shade], stroke_width=4.5),
        ]
        parts.append(entry(28, Markup("").join(line), words))
    for dashes, words in (
        ("7 5", "under 40 % of what was announced"),
        ("1.5 4", "not delivering yet"),
    ):
        line = [
            path([(1, 8), (35, 8)], stroke=theme.INK, stroke_width=4.5, stroke_dasharray=dashes)
        ]
        parts.append(entry(36, line[0], words))
    return element("div", *parts, class_="key")


def entry(width: int, shape: Markup, words: str) -> Markup:
    """Return one entry of a key."""
    drawn = element("svg", shape, width=width, height=16, aria_hidden="true")
    return element("span", drawn, f" {words}")
