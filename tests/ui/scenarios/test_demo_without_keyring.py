"""What differs in the demo where there is no keyring: the secrets last as long as the window."""

from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from ebel_wizard import demo
from ebel_wizard.demo import driver
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import A4, ALONG, C5, DL, SENT
from ebel_wizard.ui.widgets.secret_field import STATE_TEXTS
from ebel_wizard.vault import State
from tests.ui.wizard import Wizard


def test_it_is_filled_in_and_leaves_every_document(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    out = tmp_path / "out"
    out.mkdir()
    try:
        demo.fill_in(wizard.window, demo.example())
        wizard.step_one("KEP")
        driver.wait_until(lambda: wizard.says(STATE_TEXTS[State.SESSION]), "where they are kept")
        wizard.step_one("Belgeler")
        demo.save_documents(wizard.window, out)
        demo.forget_secrets(wizard.window)
    finally:
        keyring.set_keyring(before)
    papers = {
        kind.name
        for kind in kinds.of(*SENT, *ALONG)
        if kind.exists(demo.example()) and kind.size in ({C5} if kind.holds_envelope else {A4, DL})
    }
    assert {path.name for path in out.iterdir()} == papers
