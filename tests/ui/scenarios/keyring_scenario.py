"""A program of its own: the real window with a keyring in trouble, in a session of its own.

    packaging/with-keyring.sh python -m tests.ui.scenarios.keyring_scenario STATE
    python -m tests.ui.scenarios.keyring_scenario --serve   a fork for every ``Order`` read

Ends with an error where the window does something else than it should. A fork goes into the session
of its order; its imports, the slow part, are the server's.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Final

import pytest

pytest.importorskip("secretstorage", reason="Windows has no Secret Service")
import secretstorage
from jeepney import MessageType, new_error
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QCoreApplication, Qt

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.secret_field import STATE_TEXTS
from ebel_wizard.vault import State
from tests.limits import HANG, die_when_this_hangs
from tests.ui.screens import screen
from tests.ui.wizard import SAVED, Wizard

SECRETS: Final = "org.freedesktop.secrets"
PROMPTER: Final = "org.gnome.keyring.SystemPrompter"
PAROLA: Final = "Uydurma-Parola-1"
LOOKING: Final = "Bu bilgisayarın parola kasasına bakılıyor…"
NOWHERE: Final = "unix:path=/nowhere"
SLOW: Final = 10.0  # seconds
QUESTIONS: Final = 5  # more than the desktop asks about two secrets


def absent(wizard: Wizard) -> None:
    """There was none when the program started; one that comes later is found without a restart."""
    session = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = NOWHERE
    at_kep(wizard, State.ABSENT)
    wizard.answer("KEP parolası", PAROLA)
    wizard.press("KEP parolası: Bu bilgisayarda tut")
    driver.wait_until(lambda: wizard.says(STATE_TEXTS[State.SESSION]), "the session to keep it")
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = session
    wizard.step_one("Yazı")
    at_kep(wizard, State.EMPTY)
    assert wizard.says(STATE_TEXTS[State.SESSION]), "the one of the session was lost"
    assert wizard.field("KEP parolası").text() == ""
    wizard.answer("KEP parolası", PAROLA)
    wizard.press("KEP parolası: Değiştir")
    driver.wait_until(lambda: wizard.says(STATE_TEXTS[State.STORED]), "the keyring to keep it")
    goes_on(wizard)


def locked_without_a_screen(wizard: Wizard) -> None:
    """Nobody can be asked to unlock it: the window says so, and again after asking once more."""
    lock()
    at_kep(wizard, State.LOCKED)
    wizard.press("KEP parolası: Yeniden dene")
    refuses(wizard, State.LOCKED)
    goes_on(wizard)


def locked_with_a_screen(wizard: Wizard) -> None:
    """The desktop asks and waits; the window does not wait with it, not even to be closed."""
    with desktop():
        lock()
        wizard.step_one("KEP")
        driver.wait_until(lambda: owner(PROMPTER), "the desktop to ask")
        assert wizard.labels().count(LOOKING) == 2
        wizard.answer("KEP parolası", PAROLA)
        wizard.press("KEP parolası: Bu bilgisayarda tut")
        goes_on(wizard)
        wizard.step_one("KEP")
        assert wizard.field("KEP parolası").text() == PAROLA
        assert owner(PROMPTER), "the desktop did not go on asking"
        wizard.close()
        assert owner(PROMPTER), "closing waited until the keyring had its answer"


def dismissed(wizard: Wizard) -> None:
    """The officer sends the desktop's question away: what was typed stays in the field."""
    with desktop():
        lock()
        wizard.step_one("KEP")
        wizard.answer("KEP parolası", PAROLA)
        for _ in range(QUESTIONS):
            driver.wait_until(
                lambda: owner(PROMPTER) or wizard.says(STATE_TEXTS[State.LOCKED]),
                "the desktop to ask",
            )
            send_away()
        assert wizard.says(STATE_TEXTS[State.LOCKED])
        assert wizard.field("KEP parolası").text() == PAROLA
        goes_on(wizard)


def vanishing(wizard: Wizard) -> None:
    """The keyring's program is killed in mid-session; the next one has everything locked."""
    store(wizard)
    kill(signal.SIGKILL)
    lock()
    wizard.step_one("Yazı")
    wizard.step_one("KEP")
    driver.wait_until(
        lambda: wizard.says(STATE_TEXTS[State.LOCKED]) or wizard.says(STATE_TEXTS[State.FAILED]),
        "the window to say that it is gone",
    )
    refuses(wizard, State.LOCKED, State.FAILED)
    goes_on(wizard)


def refusing(wizard: Wizard) -> None:
    """The keyring reads but cannot write, as on a full disk.

    One that has seen by then that its file is gone says that it is locked.
    """
    at_kep(wizard, State.EMPTY)
    own = Path.home() / ".local" / "share" / "keyrings"
    shutil.rmtree(own)
    own.write_text("no folder", encoding="utf-8")
    refuses(wizard, State.FAILED, State.LOCKED)
    goes_on(wizard)


def slow(wizard: Wizard) -> None:
    """The keyring answers after ten seconds; meanwhile everything else goes on."""
    at_kep(wizard, State.EMPTY)
    pid = kill(signal.SIGSTOP)
    begun = monotonic()
    wizard.step_one("Yazı")
    wizard.step_one("KEP")
    wizard.answer("KEP parolası", PAROLA)
    wizard.press("KEP parolası: Bu bilgisayarda tut")
    goes_on(wizard)
    wizard.step_one("KEP")
    assert not wizard.says(STATE_TEXTS[State.STORED])
    driver.wait_until(lambda: monotonic() - begun > SLOW, "ten seconds")
    os.kill(pid, signal.SIGCONT)
    driver.wait_until(lambda: wizard.says(STATE_TEXTS[State.STORED]), "the keyring to keep it")
    assert wizard.field("KEP parolası").text() == ""


def half_installed(wizard: Wizard) -> None:
    """Something has the keyring's name and answers every question with an error."""
    kill(signal.SIGKILL)
    with half_a_keyring():
        at_kep(wizard, State.FAILED)
        refuses(wizard, State.FAILED)
        goes_on(wizard)


STATES: Final[dict[str, Callable[[Wizard], None]]] = {
    each.__name__: each
    for each in (
        absent,
        locked_without_a_screen,
        locked_with_a_screen,
        dismissed,
        vanishing,
        refusing,
        slow,
        half_installed,
    )
}


# What the officer does and sees


def at_kep(wizard: Wizard, state: State) -> None:
    wizard.step_one("KEP")
    driver.wait_until(lambda: wizard.says(STATE_TEXTS[state]), f"the window to say {state.name}")


def store(wizard: Wizard) -> None:
    at_kep(wizard, State.EMPTY)
    wizard.answer("KEP parolası", PAROLA)
    wizard.press("KEP parolası: Bu bilgisayarda tut")
    driver.wait_until(lambda: wizard.says(STATE_TEXTS[State.STORED]), "the keyring to keep it")


def refuses(wizard: Wizard, *states: State) -> None:
    """What the keyring does not take stays in the field, and why is said."""
    wizard.answer("KEP parolası", PAROLA)
    button = "KEP parolası: Bu bilgisayarda tut"
    wizard.press(button if driver.has_button(wizard.window, button) else "KEP parolası: Değiştir")
    driver.wait_until(
        lambda: not wizard.says("Bu bilgisayarın parola kasasına yazılıyor…"),
        "the keyring to answer",
    )
    assert any(wizard.says(STATE_TEXTS[state]) for state in states), wizard.labels()
    assert wizard.field("KEP parolası").text() == PAROLA


def goes_on(wizard: Wizard) -> None:
    """Typing, saving and taking back do not wait for the keyring."""
    wizard.step_one("Belediye")
    wizard.answer("Resmî ad", "Örnekköy")
    driver.wait_until(lambda: wizard.save_status() == SAVED, "the disk to have it")
    wizard.press("Geri al")
    assert wizard.shows("Resmî ad") == ""
    wizard.wait_saved()


# What happens to the keyring


def lock() -> None:
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def kill(kind: signal.Signals) -> int:
    """Send the keyring's program a signal; its process."""
    pid = owner(SECRETS)
    os.kill(pid, kind)
    if kind is signal.SIGKILL:
        driver.wait_until(lambda: owner(SECRETS) != pid, "the keyring to be gone")
    return pid


def owner(name: str) -> int:
    """The process that has a name on the bus, or 0."""
    with closing(open_dbus_connection()) as bus:
        asked = bus.send_and_get_reply(message_bus.GetConnectionUnixProcessID(name))
        error = asked.header.message_type is MessageType.error
        return 0 if error else int(asked.body[0])


def send_away() -> None:
    """End the desktop's question, if there is one, and wait until it is gone."""
    pid = owner(PROMPTER)
    if pid:
        with suppress(ProcessLookupError):  # it may go by itself
            os.kill(pid, signal.SIGTERM)
        driver.wait_until(lambda: owner(PROMPTER) != pid, "the question to be gone")


@contextmanager
def desktop() -> Iterator[None]:
    """A screen on which the keyring may ask."""
    with screen() as name:
        subprocess.run(
            ["dbus-update-activation-environment", f"DISPLAY={name}"], check=True, timeout=HANG
        )
        yield


@contextmanager
def half_a_keyring() -> Iterator[None]:
    """What has the name without what belongs to it, as a wallet that was never set up."""
    bus = open_dbus_connection()
    bus.send_and_get_reply(message_bus.RequestName(SECRETS, 0x4))

    def serve() -> None:
        while True:
            asked = bus.receive()
            if asked.header.message_type is MessageType.method_call:
                bus.send(new_error(asked, "org.kde.kwalletd.Error.NotRunning", "s", ("yok",)))

    Thread(target=serve, daemon=True).start()
    yield


def main(state: str) -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    theme.apply(application.make_application(), "light")
    wizard = Wizard(demo.open_window(settings.data_dir()))
    driver.activate(wizard.window)
    STATES[state](wizard)
    wizard.close()
    return 0


@dataclass(frozen=True, slots=True)
class Order:
    """One state, the environment of a session with a keyring, and where errors go."""

    state: str
    environment: dict[str, str]
    errors: str


def serve() -> int:
    """Fork for every order, and tell how the fork ended."""
    import_module("tests.ui.scenarios.preloaded")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            return obey(Order(**json.loads(line)))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    return 0


def obey(order: Order) -> int:
    """Carry out an order in this process."""
    die_when_this_hangs()
    os.environ.clear()
    os.environ.update(order.environment)
    errors = os.open(order.errors, os.O_WRONLY | os.O_CREAT)
    os.dup2(errors, 2)
    os.close(errors)
    return main(order.state)


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1] == "--serve" else main(sys.argv[1]))
