"""What a screen reader finds wrong in the window: walks through every page and dialog."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from tests.ui.atspi import Node, Program

ROLES: Final = frozenset(
    {
        *("push button", "toggle button", "check box", "radio button", "link", "text"),
        *("password text", "combo box", "list", "list item", "table", "tree", "tree item"),
        *("cell", "button menu", "menu item", "document"),
    }
)
_INSIDE_A_LIST: Final = frozenset({"list item", "cell", "menu item"})
_MANY: Final = frozenset(
    {"table", "list"}
)  # their rows are told by the same words, again and again
_ROWS: Final = 40
_CLOSES: Final = ("Vazgeç", "Kapat", "İptal", "Tamam", "Hayır")


def walk(program: Program) -> Iterator[str]:
    """Return what is wrong, place after place, each with the dialogs that its buttons open."""
    window = program.windows()[0]
    for place in places(program):
        nodes = list(shown(window))
        yield from (f"{place}: {each}" for each in findings(window, nodes))
        yield from dialogs(program, place, nodes)


def places(program: Program) -> Iterator[str]:
    """Go to every place of the rail and to what is inside it, and return its name."""
    rail = list(islice(lists(program), 2))  # and what is at its foot
    select(rail, lines(rail)[0])  # where nothing is unfolded
    outer = lines(rail)
    for place in outer:
        select(rail, place)
        inside = [each for each in lines(rail) if each not in outer]
        if not inside:
            yield place
        for each in inside:
            select(rail, each)
            yield f"{place} › {each}"


def go(program: Program, place: str) -> None:
    """Go to a place of the rail."""
    select(lists(program), place)


def select(among: Iterable[Node], place: str) -> None:
    """Go to a place as one selects a line of a list."""
    for each in among:
        for at, line in enumerate(each.children):
            if line.role == "list item" and _bare(line.name) == place:
                each.select(at)
                each.program.settle()
                return
    raise AssertionError(place)


def lists(program: Program) -> Iterator[Node]:
    """Return the lists in sight, those of the rail first."""
    return (each for each in shown(program.windows()[0]) if each.role == "list")


def lines(rail: Iterable[Node]) -> list[str]:
    """Return the names of the places that can be gone to, without how far they have come."""
    return [
        _bare(each.name)
        for places in rail
        for each in places.children
        if "focusable" in each.states and each.role == "list item"
    ]


def findings(window: Node, nodes: Sequence[Node]) -> Iterator[str]:
    """Return what is wrong with what takes the focus in a window, and with its buttons."""
    for each in nodes:
        if window.role == "alert message" and each.role == "label":
            continue  # Qt lets the text of its message boxes be selected
        if "focusable" in each.states and each.role not in ROLES:
            yield f"a {each.role} “{each.name}” takes the focus"
        if "focusable" in each.states and not each.name.strip():
            yield f"a {each.role} without a name"
        elif each.role == "push button" and not each.name.strip():
            yield "a push button without a name"
        elif each.role == "combo box" and not each.label.strip():
            yield f"a combo box without a label “{each.name}”"
    inside = {
        line.path for each in nodes if each.role == "combo box" for line in each.children
    }  # its line has its name
    named = Counter(
        each.label if each.role == "combo box" else each.name
        for each in nodes
        if "focusable" in each.states
        and each.role not in _INSIDE_A_LIST
        and each.path not in inside
    )
    for name, count in named.items():
        if name.strip() and count > 1:
            yield f"{count} are named “{name}”"


def shown(node: Node) -> Iterator[Node]:
    """Return what is in sight, of long tables their beginning."""
    if "showing" in node.states:
        yield node
        for each in node.first(_ROWS if node.role in _MANY else None, needs="showing"):
            yield from shown(each)


def dialogs(program: Program, place: str, nodes: Sequence[Node]) -> Iterator[str]:
    """Press each button in sight that asks something first, and return what is wrong there.

    It asks in a dialog or on the page itself.
    """
    window, before = program.windows()[0], [each.name for each in nodes]
    for button in filter(opens, nodes):
        if not _is_there(button):
            continue
        button.press()
        program.wait(lambda: dialog(program) or names(window) != before, f"{place}: {button.name}")  # noqa: B023
        opened = dialog(program)
        asked = opened or window
        said = findings(asked, list(shown(asked)))
        yield from (f"{place} › {button.name}: {each}" for each in said)
        if opened is not None:
            close(program, opened)
        else:
            before = names(window)


def names(window: Node) -> list[str]:
    """Return the names of all that is in sight."""
    return [each.name for each in shown(window)]


def _is_there(button: Node) -> bool:
    """Return whether it is still in sight, after others were pressed."""
    now = button.program.node(button.path)
    return now is not None and "showing" in now.states and opens(now)


def words(program: Program) -> Iterator[str]:
    """Return all that can be read in the dialog over the window, or else in the window."""
    for each in shown(dialog(program) or program.windows()[0]):
        yield from (each.name, each.description)
        if "Text" in each.interfaces:
            yield each.text()


def opens(button: Node) -> bool:
    """Return whether a button opens a dialog, as its dots say."""
    is_ready = button.role == "push button" and "sensitive" in button.states
    return is_ready and button.name.endswith("…")


def dialog(program: Program) -> Node | None:
    """Return the dialog over the window, if one is open."""
    found = [each for each in program.windows() if each.role != "frame"]
    return found[-1] if found else None


def close(program: Program, opened: Node) -> None:
    """Close a dialog by its own button."""
    closing = [each for each in shown(opened) if each.name in _CLOSES]
    assert closing, [each.name for each in shown(opened)]
    closing[0].press()
    program.wait(lambda: dialog(program) is None, "the dialog to close")


def _bare(name: str) -> str:
    """Return a line's name without how far it has come."""
    return name.partition(",")[0]
