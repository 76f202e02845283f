"""Reject Python's own casing methods outside `ebel_wizard/turkish`.

`str.upper` makes I of i, where Turkish has İ: a name on a letter would be misspelt. The source does
not show the type of a receiver, so every call of such a method is reported. Text that is not the
officer's needs none either.
"""

import ast
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "ebel_wizard"
CASING = frozenset({"upper", "lower", "casefold", "title", "capitalize", "swapcase"})


def casing_uses(tree: ast.AST) -> list[ast.Attribute]:
    """Return calls such as `x.upper()` and references such as `key=str.lower`.

    A field called `title` and a function of a module are not reported.
    """
    nodes = list(ast.walk(tree))
    modules = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.name.islower()
    }
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    uses = []
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in CASING:
            receiver = node.value.id if isinstance(node.value, ast.Name) else ""
            if receiver == "str" or (node in called and receiver not in modules):
                uses.append(node)
    return uses


def main() -> int:
    found = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.is_relative_to(PACKAGE / "turkish"):
            continue
        for use in casing_uses(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(PACKAGE.parent)}:{use.lineno}"
            print(f"{where}: .{use.attr}: use ebel_wizard.turkish.letters")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
