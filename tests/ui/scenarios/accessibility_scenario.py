"""A program of its own: secrets are typed in the real window while the accessibility bus listens.

    packaging/with-keyring.sh python -m tests.ui.scenarios.accessibility_scenario FILE

Writes as JSON what was sent over that bus, in its order.
"""

import json
import os
import sys
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Final

import pytest

pytest.importorskip("jeepney", reason="Windows has no D-Bus")
from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QCoreApplication, Qt

from ebel_wizard import demo, settings
from ebel_wizard.demo import driver
from ebel_wizard.ui.startup import application
from ebel_wizard.ui.widgets import theme
from tests.ui.screens import screen
from tests.ui.wizard import Wizard

ANSWER: Final = "ornek@hs01.kep.tr"
PAROLA: Final = "Uydurma-Parola-1"
_LAUNCHER: Final = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_REGISTRY: Final = DBusAddress(
    "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
)


class Listener:
    """What a screen reader does: asks for every event, and hears their texts."""

    def __init__(self) -> None:
        with closing(open_dbus_connection()) as session:
            asked = session.send_and_get_reply(new_method_call(_LAUNCHER, "GetAddress"))
        self._bus: DBusConnection = open_dbus_connection(asked.body[0])
        self._bus.send_and_get_reply(
            new_method_call(_REGISTRY, "RegisterEvent", "sass", ("object:", [], ""))
        )
        events = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        self._bus.send_and_get_reply(message_bus.AddMatch(events))
        self.heard: list[object] = []
        self._ended = Event()
        self._thread = Thread(target=self._listen)
        self._thread.start()

    def end(self) -> None:
        """Hear what is still on its way, and no more."""
        self._ended.set()
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                event = self._bus.receive(timeout=0.5)
            except TimeoutError:
                if self._ended.is_set():
                    return
                continue
            if event.header.message_type is MessageType.signal:
                self.heard.append([event.header.fields[HeaderFields.member], *event.body[:4]])


def main(file: Path) -> int:
    with screen() as name:
        os.environ["DISPLAY"] = name
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        theme.apply(application.make_application(), "light")
        listener = Listener()
        try:
            walk()
        finally:
            listener.end()
    file.write_text(json.dumps(listener.heard), encoding="utf-8")
    return 0


def walk() -> None:
    wizard = Wizard(demo.open_window(settings.data_dir()))
    driver.activate(wizard.window)

    def is_at_kep() -> bool:
        """Go there, and tell whether the desktop has let it come about."""
        wizard.step_one("KEP")
        return wizard.page() == "KEP"

    driver.wait_until(is_at_kep, "the page")
    wizard.answer("Bağlanacak KEP adresi", ANSWER)
    wizard.type_into("KEP parolası", PAROLA)
    wizard.press("KEP parolası: Göster")
    wizard.answer("KEP parolası", PAROLA)
    wizard.press("KEP parolası: Bu bilgisayarda tut")
    driver.wait_until(
        lambda: driver.has_button(wizard.window, "KEP parolası: Kaldır"), "it to be stored"
    )
    wizard.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
