"""Reject what only POSIX has outside a guard: on Windows it would end the program or the test run.

In the program every use counts, in the tests those that happen when a module is imported or in a
test that Windows would not skip. A guard is an `if` on `sys.platform` or `os.name`, a `try` that
expects the name to be missing, or a mark that skips the test there.
"""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MODULES: Final = frozenset(
    "fcntl grp posix pty pwd resource spwd syslog termios tty jeepney secretstorage".split()
)
NAMES: Final = {
    "os": frozenset(
        "chown chroot ctermid fchdir fchown fork forkpty fpathconf fstatvfs getegid geteuid getgid "
        "getgroups getloadavg getpgid getpgrp getpriority getresgid getresuid getsid getuid "
        "getxattr initgroups killpg lchown lockf major makedev memfd_create minor mkfifo mknod "
        "nice openpty pathconf pidfd_open posix_fadvise posix_fallocate posix_spawn pread preadv "
        "pwrite pwritev readv removexattr sched_getaffinity sched_setaffinity sendfile setegid "
        "seteuid setgid setgroups setpgid setpriority setregid setresgid setresuid setreuid setsid "
        "setuid setxattr statvfs sync sysconf tcgetpgrp ttyname uname wait wait3 wait4 waitid "
        "writev fchmod lchmod WNOHANG O_ASYNC O_CLOEXEC O_DIRECTORY O_DSYNC O_NOATIME O_NOCTTY "
        "O_NOFOLLOW O_NONBLOCK O_PATH O_SYNC O_TMPFILE".split()
    ),
    "signal": frozenset(
        "SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGTRAP "
        "SIGTSTP SIGUSR1 SIGUSR2 SIGWINCH SIGXCPU SIGXFSZ ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL "
        "alarm getitimer pause pthread_kill pthread_sigmask setitimer sigpending sigwait "
        "sigwaitinfo sigtimedwait".split()
    ),
    "socket": frozenset({"AF_UNIX", "AF_NETLINK", "AF_PACKET", "CMSG_LEN"}),
    "select": frozenset({"poll", "epoll", "kqueue"}),
    "time": frozenset({"tzset"}),
}
_MISSING: Final = frozenset({"AttributeError", "ImportError", "ModuleNotFoundError"})
_STOPS: Final = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_LATER: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def posix_uses(tree: ast.Module, *, later: bool = True) -> list[ast.AST]:
    """Return the uses that Windows would come to; without ``later`` those of the import alone."""
    return [*_in_block(tree.body, later=later)]


def uses_in_tests(tree: ast.Module, imported: frozenset[str] = frozenset()) -> list[ast.AST]:
    """Return the uses of a module of tests: those of its import, and those in tests that no mark
    skips on Windows; ``imported`` are the names of marks from elsewhere.
    """
    found = posix_uses(tree, later=False)
    skipped = imported | marks(tree, imported)
    if "pytestmark" not in skipped:
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.FunctionDef)
                and node.name.startswith("test_")
                and not any(_skips(each, skipped) for each in node.decorator_list)
            ):
                found += _in_block(node.body, later=True)
    return found


def marks(tree: ast.Module, imported: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names in a module that are marks by which Windows skips a test."""
    found: frozenset[str] = frozenset()
    for node in tree.body:
        if isinstance(node, ast.Assign) and _skips(node.value, found | imported):
            found |= {each.id for each in node.targets if isinstance(each, ast.Name)}
    return found


def _skips(mark: ast.expr, skipped: frozenset[str]) -> bool:
    for node in ast.walk(mark):
        if isinstance(node, ast.Name) and node.id in skipped:
            return True
        is_skip = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.skipif")
        if isinstance(node, ast.Call) and is_skip and any(map(_on_windows, node.args)):
            return True
    return False


def _in_block(body: Sequence[ast.stmt], *, later: bool) -> Iterator[ast.AST]:
    for statement in body:
        yield from _in_node(statement, later=later)
        if isinstance(statement, ast.If) and _on_windows(statement.test):
            is_last = isinstance(statement.body[-1], _STOPS)
        else:
            is_last = isinstance(statement, ast.Expr) and _skips_all(statement.value)
        if is_last:
            return


def _in_node(node: ast.AST, *, later: bool) -> Iterator[ast.AST]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _in_import(node)
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.skipif"):
        for argument in node.args:
            if isinstance(argument, ast.Constant):  # pytest computes a text as the test begins
                yield from _in_node(ast.parse(str(argument.value)), later=later)
            else:
                yield from _in_node(argument, later=later)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.value.id in MODULES or node.attr in NAMES.get(node.value.id, ()):
            yield node
    elif isinstance(node, ast.If | ast.IfExp):
        is_so = _on_windows(node.test)
        if is_so is None:
            yield from _in_node(node.test, later=later)
        if is_so is not False:
            yield from _in_branch(node.body, later=later)
        if is_so is not True:
            yield from _in_branch(node.orelse, later=later)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _in_node(value, later=later)
            if _on_windows(value) is isinstance(node.op, ast.Or):
                return
    elif isinstance(node, ast.Try) and any(map(_expects_missing, node.handlers)):
        for each in (*node.handlers, *node.orelse, *node.finalbody):
            yield from _in_node(each, later=later)
    elif isinstance(node, _LATER) and not later:
        for each in (*getattr(node, "decorator_list", ()), node.args):
            yield from _in_node(each, later=later)
    else:
        for _, value in ast.iter_fields(node):
            yield from _in_branch(value, later=later)


def _skips_all(call: ast.expr) -> bool:
    """Return whether a call leaves a module of tests out where a POSIX module is missing."""
    return (
        isinstance(call, ast.Call)
        and ast.unparse(call.func) == "pytest.importorskip"
        and isinstance(call.args[0], ast.Constant)
        and str(call.args[0].value) in MODULES
    )


def _in_branch(value: object, *, later: bool) -> Iterator[ast.AST]:
    if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
        yield from _in_block(value, later=later)
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, ast.AST):
                yield from _in_node(each, later=later)
    elif isinstance(value, ast.AST):
        yield from _in_node(value, later=later)


def _in_import(node: ast.Import | ast.ImportFrom) -> Iterator[ast.AST]:
    if isinstance(node, ast.Import):
        if any(alias.name.partition(".")[0] in MODULES for alias in node.names):
            yield node
    elif node.module is not None and (
        node.module.partition(".")[0] in MODULES
        or any(alias.name in NAMES.get(node.module, ()) for alias in node.names)
    ):
        yield node


def _expects_missing(handler: ast.ExceptHandler) -> bool:
    named = ast.walk(handler.type) if handler.type is not None else ()
    return any(isinstance(each, ast.Name) and each.id in _MISSING for each in named)


def _on_windows(test: ast.expr) -> bool | None:
    """Return what a condition is on Windows; None where that does not follow from the platform."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _on_windows(test.operand)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        values = [_on_windows(each) for each in test.values]
        decides = isinstance(test.op, ast.Or)
        if decides in values:
            return decides
        return None if None in values else not decides
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        there = {"sys.platform": "win32", "os.name": "nt"}.get(ast.unparse(test.left))
        try:
            asked = ast.literal_eval(test.comparators[0])
        except ValueError:
            return None
        if there is not None and isinstance(test.ops[0], ast.Eq | ast.NotEq):
            return (there == asked) is isinstance(test.ops[0], ast.Eq)
    return None


def main() -> int:
    found = [(path, use) for path, tree in _parsed("ebel_wizard") for use in posix_uses(tree)]
    tests = dict(_parsed("tests"))
    skipping = {_name(path): marks(tree) for path, tree in tests.items()}
    for path in _collected(tests):
        imported = frozenset(
            alias.asname or alias.name
            for node in tests[path].body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in skipping.get(node.module or "", ())
        )
        found += [(path, use) for use in uses_in_tests(tests[path], imported)]
    for path, use in found:
        line = getattr(use, "lineno", 0)
        print(f"{path.relative_to(ROOT)}:{line}: {ast.unparse(use)}: not there on Windows")
    return 1 if found else 0


def _parsed(package: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _collected(tests: Mapping[Path, ast.Module]) -> list[Path]:
    """Return the modules that pytest imports, and those that they import; the rest are programs."""
    by_name = {_name(path): path for path in tests}
    waiting = [path for path in tests if path.name.startswith(("test_", "conftest"))]
    found: dict[Path, None] = {}
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            for node in tests[path].body:
                if isinstance(node, ast.ImportFrom) and node.module is not None:
                    names = (node.module, *(f"{node.module}.{each.name}" for each in node.names))
                    waiting += [by_name[name] for name in names if name in by_name]
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main())
