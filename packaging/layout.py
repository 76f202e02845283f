"""Draw the program's packages from their imports; fail where the imports form a circle.

    .venv/bin/python packaging/layout.py [PACKAGE …]
    .venv/bin/python packaging/layout.py --picture

Each line shows a part of a package and what it imports of the other parts; what follows from
another arrow is left out. A part stands above all it imports, so every arrow points down. The
picture is the one in CONTRIBUTING.md, as Mermaid.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

PROGRAM = "ebel_wizard"
WINDOW = "ebel_wizard.ui"
ROOT = Path(__file__).resolve().parent.parent

Arrows = Mapping[str, frozenset[str]]


def read() -> grimp.ImportGraph:
    """Return which module imports which, imports inside functions included."""
    return grimp.build_graph(PROGRAM, cache_dir=None)


def modules(graph: grimp.ImportGraph) -> Arrows:
    """Return the arrows between single modules."""
    return {
        module: frozenset(graph.find_modules_directly_imported_by(module))
        for module in graph.modules
    }


def parts(graph: grimp.ImportGraph, package: str) -> Arrows:
    """Return the arrows between the parts of one package, each part with all that is inside it."""
    inside = graph.find_children(package)
    return {
        part: frozenset(
            other
            for other in inside - {part}
            if graph.direct_import_exists(importer=part, imported=other, as_packages=True)
        )
        for part in inside
    }


def levels(arrows: Arrows) -> list[list[str]]:
    """Return the parts from the top down, each below all that import it; raise CycleError."""
    importers: dict[str, set[str]] = {part: set() for part in arrows}
    for part, imported in arrows.items():
        for other in imported:
            importers[other].add(part)
    order = TopologicalSorter(importers)
    order.prepare()
    found = []
    while order.is_active():
        ready = order.get_ready()
        found.append(sorted(ready))
        order.done(*ready)
    return found


def reduced(arrows: Arrows) -> Arrows:
    """Return the arrows without those that follow from others."""

    def reached(part: str) -> set[str]:
        return {part}.union(*map(reached, arrows[part]))

    return {
        part: frozenset(
            other
            for other in imported
            if not any(other in reached(between) for between in imported - {other})
        )
        for part, imported in arrows.items()
    }


def packages(graph: grimp.ImportGraph, package: str = PROGRAM) -> Iterator[str]:
    """Yield a package and all packages inside it."""
    inside = sorted(graph.find_children(package))
    if inside:
        yield package
        for part in inside:
            yield from packages(graph, part)


def lines(graph: grimp.ImportGraph, package: str) -> Iterator[str]:
    """Yield the drawing of one package, each part with the number of its level."""
    arrows = parts(graph, package)
    order = levels(arrows)
    shown = reduced(arrows)
    width = max(len(name(part)) for part in arrows)
    yield package
    for level, group in enumerate(order, 1):
        for part in group:
            below = " ".join(sorted(map(name, shown[part])))
            yield f"  {level:2}  {name(part):{width}}  {'→ ' if below else ''}{below}".rstrip()


def picture(graph: grimp.ImportGraph) -> str:
    """Return the picture of the program and of its window, as Mermaid."""

    def arrows_of(package: str, node: Callable[[str], str]) -> Iterator[str]:
        arrows = parts(graph, package)
        for part in (part for group in levels(arrows) for part in group if arrows[part]):
            below = " & ".join(sorted(map(node, reduced(arrows)[part])))
            yield f"{node(part)} --> {below}"

    def of_window(part: str) -> str:  # both have a part called settings
        return f"ui_{name(part)}[{name(part)}]"

    inside = [f"    {line}" for line in arrows_of(WINDOW, of_window)]
    program = [f"  {line}" for line in arrows_of(PROGRAM, name)]
    return "\n".join(["flowchart TD", f"  subgraph {name(WINDOW)}", *inside, "  end", *program])


def name(module: str) -> str:
    """Return the last part of a module's name."""
    return module.rpartition(".")[2]


def main(arguments: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    graph = read()
    try:
        levels(modules(graph))
        drawn = (
            [picture(graph)]
            if arguments == ["--picture"]
            else ["\n".join(lines(graph, package)) for package in arguments or packages(graph)]
        )
    except CycleError as error:
        print("A circle of imports:", " → ".join(error.args[1]), file=sys.stderr)
        return 1
    print("\n\n".join(drawn))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
