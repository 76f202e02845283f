"""No module of the window places a colour, a size or a distance of its own: they are tokens."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ebel_wizard.ui

UI = Path(ebel_wizard.ui.__file__).parent
LOOK = {f"widgets/{name}.py" for name in ("tokens", "theme", "scheme", "style", "style_sheet")}
LOOK |= {"widgets/icons.py"}
PLACING = re.compile(
    r"setContentsMargins|set(Horizontal|Vertical|Page)?Spacing|addSpacing|resize|setGeometry"
    r"|set(Fixed|Minimum|Maximum|Base)(Width|Height|Size)|setColumn(Minimum)?Width"
    r"|setRowMinimumHeight|setDefaultSectionSize|setIconSize|QSize|QMargins"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\(")
# To be emptied as the pages are drawn anew.
NOT_YET = {
    "widgets/preview.py",
}


def own_looks(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a module that name a colour, a size or a distance."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if COLOUR.search(node.value):
                yield node.lineno, node.value
        elif isinstance(node, ast.Attribute) and node.attr in {"GlobalColor", "setStyleSheet"}:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "QColor" and any(isinstance(each, ast.Constant) for each in node.args):
                yield node.lineno, name
            if PLACING.fullmatch(name) and any(_is_length(each) for each in node.args):
                yield node.lineno, name
        elif isinstance(node, ast.BinOp) and _is_own_size(node):
            yield node.lineno, ast.unparse(node)


def _is_length(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value not in {0, -1}


def _is_own_size(node: ast.BinOp) -> bool:
    """Whether a token is multiplied or divided, which makes a length that is none."""
    sides = (node.left, node.right)
    return any(ast.unparse(side).startswith("tokens.") for side in sides) and any(
        isinstance(side, ast.Constant) for side in sides
    )


def test_no_module_has_a_look_of_its_own() -> None:
    found = {}
    for file in sorted(UI.rglob("*.py")):
        module = file.relative_to(UI).as_posix()
        lines = list(own_looks(file.read_text("utf-8")))
        if lines and module not in LOOK:
            found[module] = lines
    assert {module: lines for module, lines in found.items() if module not in NOT_YET} == {}
    assert NOT_YET - found.keys() == set(), "no longer to be excused"
