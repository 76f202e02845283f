"""The window as a screen reader has it: from another process, over the accessibility bus alone."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final

import pytest

pytest.importorskip("jeepney", reason="Windows has no D-Bus")
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from ebel_wizard import settings
from tests.limits import HANG, killed_when_it_hangs
from tests.ui.screens import screen

ROOT: Final = Path(__file__).parents[2]
_A11Y: Final = "org.a11y.atspi"
_LAUNCHER: Final = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_REGISTRY: Final = DBusAddress("/org/a11y/atspi/registry", f"{_A11Y}.Registry", f"{_A11Y}.Registry")
_TOP: Final = "/org/a11y/atspi/accessible/root"
PATIENCE: Final = 120
_AT_ONCE: Final = 64  # questions on their way
_MAP_STATE: Final = 23  # its place among the whole numbers of an XWindowAttributes
_VIEWABLE: Final = 2
_LABELLED_BY: Final = 2
# Places of the states in the bus's set of bits, as its specification numbers them.
STATES: Final = {
    "active": 1,
    "checked": 4,
    "editable": 7,
    "enabled": 8,
    "expandable": 9,
    "expanded": 10,
    "focusable": 11,
    "focused": 12,
    "modal": 16,
    "pressed": 20,
    "selected": 23,
    "sensitive": 24,
    "showing": 25,
    "visible": 30,
    "required": 33,
    "invalid entry": 36,
    "checkable": 41,
    "read only": 43,
}


_ERROR_HANDLER: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
# A window may be gone meanwhile, for which Xlib would end the process.
_IGNORE: Final = _ERROR_HANDLER(lambda _, __: 0)


class Keys:
    """Keys pressed on a screen that nobody sits in front of."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x11.XSetErrorHandler(_IGNORE)
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))

    def press(self, *names: str) -> None:
        """Press keys by their X11 names, the first ones held while the next is pressed."""
        for is_down, each in [(1, each) for each in names] + [(0, each) for each in names[::-1]]:
            key = self._x11.XKeysymToKeycode(
                self._display, ctypes.c_ulong(self._x11.XStringToKeysym(each.encode()))
            )
            self._test.XTestFakeKeyEvent(self._display, key, is_down, ctypes.c_ulong(0))
        self._x11.XSync(self._display, 0)

    def close(self) -> None:
        """Leave the screen."""
        self._x11.XCloseDisplay(self._display)

    def activate(self) -> None:
        """Let the window on top take the keys."""
        root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))
        parent, count = ctypes.c_ulong(), ctypes.c_uint()
        inside = ctypes.POINTER(ctypes.c_ulong)()
        self._x11.XQueryTree(
            self._display,
            root,
            *map(ctypes.byref, (ctypes.c_ulong(), parent, inside, count)),
        )
        attributes = ctypes.create_string_buffer(256)  # more than an XWindowAttributes
        for at in range(count.value - 1, -1, -1):
            window = ctypes.c_ulong(inside[at])
            self._x11.XGetWindowAttributes(self._display, window, attributes)
            if ctypes.cast(attributes, ctypes.POINTER(ctypes.c_int))[_MAP_STATE] == _VIEWABLE:
                self._x11.XSetInputFocus(self._display, window, 1, ctypes.c_ulong(0))
                break
        self._x11.XFree(inside)
        self._x11.XSync(self._display, 0)


class BusError(Exception):
    """The bus answered with an error."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something on the bus: where it is, what it is and says."""

    program: "Program" = field(repr=False, compare=False)
    path: str
    role: str
    name: str
    description: str
    states: frozenset[str]

    @property
    def children(self) -> list["Node"]:
        """What is directly inside it."""
        return self.first()

    def first(self, most: int | None = None, *, needs: str = "") -> list["Node"]:
        """What is directly inside it, of many only the first, with the state that it needs."""
        found = self.program.call(self.path, "Accessible", "GetChildren")[0]
        return self.program.nodes([path for _, path in found[:most]], needs=needs)

    @property
    def label(self) -> str:
        """The name of what it is labelled by."""
        relations = self.program.call(self.path, "Accessible", "GetRelationSet")[0]
        by = [path for kind, targets in relations if kind == _LABELLED_BY for _, path in targets]
        nodes = (self.program.node(path) for path in by)
        return " ".join(each.name for each in nodes if each is not None)

    @property
    def interfaces(self) -> list[str]:
        """The names of what can be asked of it."""
        found = self.program.call(self.path, "Accessible", "GetInterfaces")[0]
        return [each.rpartition(".")[2] for each in found]

    def walk(self, enters: Callable[["Node"], bool] = lambda _: True) -> Iterator["Node"]:
        """It and all that is inside it, in their order."""
        yield self
        if enters(self):
            for each in self.children:
                yield from each.walk(enters)

    def now(self) -> "Node":
        """It as it is now."""
        found = self.program.node(self.path)
        if found is None:
            raise BusError(self.path, "is gone")
        return found

    def actions(self) -> list[str]:
        """The names of what can be done with it."""
        return [name for name, _, _ in self.program.call(self.path, "Action", "GetActions")[0]]

    def do(self, action: str) -> None:
        """Do one of its actions."""
        offered = self.actions()
        assert action in offered, (self.now(), offered)
        self.program.call(self.path, "Action", "DoAction", "i", offered.index(action))

    def press(self) -> None:
        """Press it, and wait until what it does is done: a button is let go a moment later."""
        self.do("Press")
        self.program.wait(self._is_let_go, f"“{self.name}” to be pressed")

    def _is_let_go(self) -> bool:
        now = self.program.node(self.path)
        return now is None or "pressed" not in now.states

    def text(self) -> str:
        """The text that can be read in it."""
        return str(self.program.call(self.path, "Text", "GetText", "ii", 0, -1)[0])

    def write(self, text: str) -> None:
        """Put a text in the place of its own."""
        self.program.call(self.path, "EditableText", "SetTextContents", "s", text)

    def focus(self) -> None:
        """Give it the focus."""
        self.program.call(self.path, "Component", "GrabFocus")

    def select(self, child: int) -> None:
        """Select what is inside it at a place."""
        self.program.call(self.path, "Selection", "SelectChild", "i", child)


class Program:
    """The program that runs, seen from the bus."""

    def __init__(self, process: "subprocess.Popen[Any]", keys: Keys) -> None:
        self._process = process
        self.keys = keys
        with closing(open_dbus_connection()) as session:
            asked = session.send_and_get_reply(new_method_call(_LAUNCHER, "GetAddress"))
        self._bus: DBusConnection = open_dbus_connection(asked.body[0])
        self._announced: list[str] = []
        self._name = self._focused = ""
        self._listen()

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def end(self) -> None:
        """End the program as the system does when one logs out, and wait until it has saved."""
        self._process.terminate()
        with killed_when_it_hangs(self._process):
            self._process.wait()

    def activate(self) -> None:
        """Let the window on top take the keys, as a desktop does when it opens one."""

        def is_active() -> bool:
            self.keys.activate()
            return any("active" in each.states for each in self.windows())

        self.wait(is_active, "a window to take the keys")

    # Asking

    def call(self, path: str, interface: str, method: str, signature: str = "", *body: Any) -> Any:
        """Ask something of the program and return the answer's parts."""
        address = DBusAddress(path, self._name, f"{_A11Y}.{interface}")
        return self._ask(new_method_call(address, method, signature or None, body))

    def node(self, path: str) -> Node | None:
        """What is at a path; nothing if it is gone."""
        return next(iter(self.nodes([path])), None)

    def nodes(self, paths: Sequence[str], *, needs: str = "") -> list[Node]:
        """What is at each of these paths, less what is gone or has not the state that it needs; all
        is asked before any answer.
        """
        there = [each for each in paths if not each.endswith("/null")]
        states = self._states(there)
        there = [each for each in there if each in states and (not needs or needs in states[each])]
        answers = self._ask_all([message for path in there for message in self._about(path)])
        made = []
        for at, path in enumerate(there):
            told = answers[3 * at : 3 * at + 3]
            if not any(isinstance(each, BusError) for each in told):
                (role,), ((_, name),), ((_, description),) = told
                made.append(Node(self, path, role, name, description, states[path]))
        return made

    def _states(self, paths: Sequence[str]) -> dict[str, frozenset[str]]:
        """The states of what is at each of these paths, less what is gone."""
        answers = self._ask_all([self._question(each, "GetState") for each in paths])
        found = {}
        for path, told in zip(paths, answers, strict=True):
            if not isinstance(told, BusError):
                ((low, high),) = told
                bits = low | high << 32
                found[path] = frozenset(each for each, at in STATES.items() if bits >> at & 1)
        return found

    def windows(self) -> list[Node]:
        """The windows and dialogs of the program that are in sight."""
        top = self.node(_TOP)
        return [each for each in top.children if "showing" in each.states] if top else []

    def _about(self, path: str) -> list[Message]:
        """The questions of which a node is made, beside its states."""
        properties = DBusAddress(path, self._name, "org.freedesktop.DBus.Properties")
        return [
            self._question(path, "GetRoleName"),
            *(
                new_method_call(properties, "Get", "ss", (f"{_A11Y}.Accessible", name))
                for name in ("Name", "Description")
            ),
        ]

    def _question(self, path: str, method: str) -> Message:
        return new_method_call(DBusAddress(path, self._name, f"{_A11Y}.Accessible"), method)

    def _ask(self, message: Message) -> Any:
        (answer,) = self._ask_all([message])
        if isinstance(answer, BusError):
            raise answer
        return answer

    def _ask_all(self, messages: Sequence[Message]) -> list[Any]:
        """Return each answer's parts, or the error that was the answer."""
        answers: dict[int, Any] = {}
        for at in range(0, len(messages), _AT_ONCE):
            waited = set()
            for message in messages[at : at + _AT_ONCE]:
                waited.add(serial := next(self._bus.outgoing_serial))
                answers[serial] = None
                self._bus.send_message(message, serial=serial)
            while waited:
                answer = self._bus.receive(timeout=HANG)
                fields = answer.header.fields
                serial = fields.get(HeaderFields.reply_serial)
                if serial not in waited:
                    self._hear(answer)
                    continue
                waited.remove(serial)
                is_error = answer.header.message_type is MessageType.error
                name = fields.get(HeaderFields.error_name)
                answers[serial] = BusError(name, answer.body) if is_error else answer.body
        return list(answers.values())

    # Listening

    def announcements(self) -> list[str]:
        """What was announced since this was last asked."""
        self.settle()
        said, self._announced = self._announced, []
        return said

    def focused(self) -> Node | None:
        """What was told last to have the focus: the line over a cell is in no list of children."""
        self.settle()
        return self.node(self._focused) if self._focused else None

    def settle(self) -> None:
        """Hear whatever the program has sent until now."""
        self.call(_TOP, "Accessible", "GetRoleName")

    def _listen(self) -> None:
        self._ask(new_method_call(_REGISTRY, "RegisterEvent", "sass", ("object:", [], "")))
        rule = MatchRule(type="signal", interface=f"{_A11Y}.Event.Object")
        self._ask(message_bus.AddMatch(rule))

    def _hear(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            fields = message.header.fields
            if str(fields.get(HeaderFields.interface)).startswith(f"{_A11Y}.Event"):
                detail, now, _, (_, value), *_ = message.body
                member, path = str(fields[HeaderFields.member]), str(fields[HeaderFields.path])
                if member == "Announcement":
                    self._announced.append(str(value))
                elif (member, detail, now) == ("StateChanged", "focused", 1):
                    self._focused = path

    # Waiting

    def connect(self) -> None:
        """Wait until the program is on the bus with a window in sight."""
        self.wait(self._find, "the program on the bus")
        self.wait(self.windows, "a window")

    def _find(self) -> bool:
        names = self._ask(message_bus.ListNames())[0]
        for name in names:
            if name.startswith(":"):
                try:
                    if self._ask(message_bus.GetConnectionUnixProcessID(name))[0] != (
                        self._process.pid
                    ):
                        continue
                except BusError:
                    continue
                self._name = name
                try:
                    self.call(_TOP, "Accessible", "GetRoleName")
                except BusError:
                    continue
                return True
        return False

    def wait(self, condition: Callable[[], Any], what: str) -> Any:
        """Ask again and again until a condition holds; return what it holds by."""
        end = monotonic() + PATIENCE
        while not (found := condition()):
            if self._process.poll() is not None:
                raise AssertionError(f"the program ended while waiting for {what}")
            if monotonic() > end:
                seen = [
                    f"{each.role} “{each.name}”" for top in self.windows() for each in top.walk()
                ]
                raise AssertionError(f"waited in vain for {what} among {seen}")
            with suppress(TimeoutError):
                self._hear(self._bus.receive(timeout=0.05))
                while monotonic() < end:  # all that has come, before it is asked again
                    self._hear(self._bus.receive(timeout=0))
        return found


@contextmanager
def program(home: Path, *arguments: str) -> Iterator[Program]:
    """The program in a process and on a screen of its own, as a screen reader finds it."""
    with screen() as display:
        environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            settings.HOME_VARIABLE: str(home),
        }
        process = subprocess.Popen(
            [sys.executable, *(arguments or ("-m", "ebel_wizard"))], cwd=ROOT, env=environment
        )
        try:
            with closing(Keys(display)) as keys, closing(Program(process, keys)) as found:
                found.connect()
                yield found
        finally:
            process.terminate()
            with killed_when_it_hangs(process):
                process.wait()
