"""The KEP secrets in a real keyring: stored, replaced, removed, locked, absent, and never leaked.

The whole suite runs in a session with a keyring of its own; see packaging/with-keyring.sh.
"""

import logging
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import keyring
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, chainer, fail, null
from keyring.errors import KeyringLocked, NoKeyringError

from ebel_wizard.vault import MAX_LENGTH, InvalidSecretError, Secret, State, Vault
from tests.limits import HANG
from tests.platforms import dbus, skip_without

ROOT = Path(__file__).parents[1]
SECRET = "Kıl-çık 42 😀"


@pytest.fixture(scope="module", autouse=True)
def real_keyring() -> None:
    kind = Windows.WinVaultKeyring if sys.platform == "win32" else SecretService.Keyring
    if not isinstance(keyring.get_keyring(), kind):
        pytest.fail("no keyring of the system's here: run the tests with `make test`")


@pytest.fixture
def workspace_id() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def vault(workspace_id: str) -> Iterator[Vault]:
    """A vault whose entries are gone from the keyring afterwards."""
    made = Vault(workspace_id)
    yield made
    for secret in Secret:
        made.remove(secret)


@pytest.fixture
def chosen() -> Iterator[None]:
    """Gives the real keyring back after a test chose another."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def none_here(chosen: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No keyring was found when the program looked, nor is one found now."""
    skip_without("keyring that can be taken away")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
    choose(fail.Keyring)


Ring = TypeVar("Ring", bound=KeyringBackend)


def choose(kind: Callable[[], Ring]) -> Ring:
    ring = kind()
    keyring.set_keyring(ring)
    return ring


def elsewhere(code: str, *arguments: str, own_keyring: bool = False, **environment: str) -> str:
    """What a program of its own prints; it finds Vault, Secret and its arguments imported."""
    start = "import sys\nfrom ebel_wizard.vault import *\nvault = Vault(sys.argv[1])\n"
    session = [str(ROOT / "packaging" / "with-keyring.sh")] if own_keyring else []
    done = subprocess.run(
        [*session, sys.executable, "-c", start + code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("secret", Secret)
def test_a_secret_is_stored_read_replaced_and_removed(vault: Vault, secret: Secret) -> None:
    assert vault.state(secret) is State.EMPTY
    assert vault.read(secret) is None
    assert vault.store(secret, SECRET) is State.STORED
    assert vault.state(secret) is State.STORED
    assert vault.read(secret) == SECRET
    assert vault.store(secret, "yeni") is State.STORED
    assert vault.read(secret) == "yeni"
    assert vault.remove(secret) is State.EMPTY
    assert vault.state(secret) is State.EMPTY
    assert vault.read(secret) is None


def test_removing_what_is_not_there_is_no_fault(vault: Vault) -> None:
    assert vault.remove(Secret.PAROLA) is State.EMPTY


def test_parola_and_sifre_are_apart(vault: Vault) -> None:
    vault.store(Secret.PAROLA, "bir")
    assert vault.state(Secret.SIFRE) is State.EMPTY
    vault.store(Secret.SIFRE, "iki")
    assert (vault.read(Secret.PAROLA), vault.read(Secret.SIFRE)) == ("bir", "iki")
    vault.remove(Secret.PAROLA)
    assert vault.read(Secret.SIFRE) == "iki"


def test_entries_are_named_by_workspace_and_secret(vault: Vault, workspace_id: str) -> None:
    vault.store(Secret.PAROLA, "bir")
    vault.store(Secret.SIFRE, "iki")
    service = f"ebel_wizard/{workspace_id}/kep-"
    assert keyring.get_password(f"{service}parola", "kep") == "bir"
    assert keyring.get_password(f"{service}sifre", "kep") == "iki"


def test_another_workspace_has_its_own_secrets(vault: Vault) -> None:
    vault.store(Secret.PAROLA, SECRET)
    assert Vault(uuid.uuid4().hex).state(Secret.PAROLA) is State.EMPTY


def test_another_process_sees_what_was_stored_here(vault: Vault, workspace_id: str) -> None:
    vault.store(Secret.PAROLA, SECRET)
    seen = elsewhere("print(vault.read(Secret.PAROLA) == sys.argv[2])", workspace_id, SECRET)
    assert seen == "True"


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_any_text_is_kept_as_it_was_typed(vault: Vault, text: str) -> None:
    assert vault.store(Secret.PAROLA, text) is State.STORED
    assert vault.read(Secret.PAROLA) == text


def test_the_longest_secret_windows_takes_is_stored(vault: Vault) -> None:
    assert MAX_LENGTH == 1280
    assert vault.store(Secret.PAROLA, "ş" * 1280) is State.STORED
    assert vault.read(Secret.PAROLA) == "ş" * 1280


@pytest.mark.parametrize("text", ["", "ş" * 1281, "😀" * 641, "yarım\ud83d"])
def test_an_unfit_secret_is_refused_in_words_and_the_old_one_stays(vault: Vault, text: str) -> None:
    vault.store(Secret.PAROLA, SECRET)
    with pytest.raises(InvalidSecretError) as raised:
        vault.store(Secret.PAROLA, text)
    assert str(raised.value).endswith(".")
    assert not text or text not in repr(raised.value)
    assert vault.read(Secret.PAROLA) == SECRET


LOCKED = """
import secretstorage
vault.store(Secret.PAROLA, "önceki")
bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
bus.close()
print(vault.state(Secret.PAROLA).name, vault.store(Secret.PAROLA, "yeni").name,
      vault.read(Secret.PAROLA), vault.remove(Secret.PAROLA).name)
"""


@dbus
def test_a_locked_keyring_is_said_whatever_is_asked_of_it() -> None:
    assert elsewhere(LOCKED, "kilitli", own_keyring=True) == "LOCKED LOCKED None LOCKED"


WITHOUT = """
print(vault.state(Secret.PAROLA).name, vault.read(Secret.PAROLA))
print(vault.store(Secret.PAROLA, sys.argv[2]).name, vault.state(Secret.PAROLA).name)
print(vault.read(Secret.PAROLA) == sys.argv[2], Vault(sys.argv[1]).state(Secret.PAROLA).name)
print(vault.remove(Secret.PAROLA).name, vault.state(Secret.PAROLA).name)
"""


@dbus
def test_without_a_keyring_a_secret_lasts_for_the_session(tmp_path: Path) -> None:
    said = elsewhere(
        WITHOUT,
        "yok",
        SECRET,
        HOME=str(tmp_path),
        DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path}/nowhere",
    )
    assert said.splitlines() == [
        "ABSENT None",
        "SESSION SESSION",
        "True ABSENT",
        "ABSENT ABSENT",
    ]
    assert list(tmp_path.rglob("*")) == []


@dbus
def test_a_keyring_that_vanishes_is_a_failure_and_holds_nothing_up(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vault.store(Secret.PAROLA, SECRET)
    with monkeypatch.context() as gone:
        gone.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
        assert vault.state(Secret.PAROLA) is State.FAILED
        assert vault.store(Secret.PAROLA, "yeni") is State.FAILED
        assert vault.read(Secret.PAROLA) is None
        assert vault.remove(Secret.PAROLA) is State.FAILED
    assert vault.read(Secret.PAROLA) == SECRET


ENDING = """
import os, signal, subprocess, threading, warnings
warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its connection open
vault.store(Secret.PAROLA, "duruyor")
bus_call = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus",
    "/", "org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"]
daemon = int(subprocess.run(bus_call, check=True, capture_output=True).stdout.split()[-1])
os.kill(daemon, signal.SIGSTOP)
states = []
asking = threading.Thread(target=lambda: states.append(vault.state(Secret.PAROLA).name))
asking.start()
asking.join(1)
waited = asking.is_alive()
os.kill(daemon, signal.SIGKILL)
asking.join()
print(waited, *states, vault.store(Secret.PAROLA, "yeni").name, vault.read(Secret.PAROLA))
"""


@dbus
def test_a_keyring_whose_program_ends_instead_of_answering_is_asked_again() -> None:
    said = elsewhere(ENDING, "biten", own_keyring=True)
    assert said == "True STORED STORED yeni"


class PlainFile(KeyringBackend):
    """Somebody's keyring that writes what it is given where anybody can read it."""

    priority = -1  # never chosen by itself
    file: Path

    def get_password(self, service: str, username: str) -> str | None:
        return self.file.read_text(encoding="utf-8") if self.file.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.file.write_text(password, encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        self.file.unlink(missing_ok=True)


@pytest.mark.parametrize("kind", [PlainFile, null.Keyring])
def test_a_keyring_that_keeps_no_secrets_is_as_good_as_none(
    workspace_id: str,
    kind: Callable[[], KeyringBackend],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: None,
) -> None:
    monkeypatch.setattr(PlainFile, "file", tmp_path / "passwords", raising=False)
    choose(kind)
    vault = Vault(workspace_id)
    assert vault.state(Secret.PAROLA) is State.ABSENT
    assert vault.store(Secret.PAROLA, SECRET) is State.SESSION
    assert vault.read(Secret.PAROLA) == SECRET
    assert list(tmp_path.iterdir()) == []


def test_of_several_keyrings_only_one_that_keeps_secrets_is_used(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: None
) -> None:
    real, plain = keyring.get_keyring(), choose(PlainFile)
    monkeypatch.setattr(PlainFile, "file", tmp_path / "passwords", raising=False)
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, real])
    choose(chainer.ChainerBackend)
    assert vault.store(Secret.PAROLA, SECRET) is State.STORED
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_comes_is_found_and_takes_the_place_of_the_session(
    vault: Vault, chosen: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
        choose(fail.Keyring)
        assert vault.store(Secret.PAROLA, "oturum") is State.SESSION
    assert vault.state(Secret.SIFRE) is State.EMPTY
    assert vault.state(Secret.PAROLA) is State.SESSION
    assert vault.read(Secret.PAROLA) == "oturum"
    assert vault.store(Secret.PAROLA, "kalıcı") is State.STORED
    assert vault.read(Secret.PAROLA) == "kalıcı"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
    choose(fail.Keyring)
    assert vault.state(Secret.PAROLA) is State.ABSENT, "a copy stayed in memory"
    monkeypatch.undo()


class Unreliable(SecretService.Keyring):
    """The real keyring with one fault, which no real one can be made to have on demand."""

    priority = -1  # never chosen by itself
    fault: Exception | None = None

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.fault is not None:
            raise self.fault


# The vault trusts backends by the module they come from.
Unreliable.__module__ = SecretService.Keyring.__module__


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (None, State.FAILED),
        (RuntimeError(f"could not write {SECRET}"), State.FAILED),
        (KeyringLocked("dismissed"), State.LOCKED),
        (NoKeyringError("gone"), State.ABSENT),
    ],
)
def test_a_secret_the_keyring_does_not_take_is_said_and_never_logged(
    vault: Vault,
    fault: Exception | None,
    state: State,
    chosen: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    choose(Unreliable).fault = fault
    with caplog.at_level(logging.DEBUG):
        assert vault.store(Secret.PAROLA, SECRET) is state
    assert SECRET not in caplog.text
    assert vault.read(Secret.PAROLA) is None


def test_a_vault_does_not_show_its_secrets(workspace_id: str, none_here: None) -> None:
    vault = Vault(workspace_id)
    vault.store(Secret.PAROLA, SECRET)
    assert SECRET not in repr(vault) + str(vault)
    assert SECRET not in repr(list(Secret)) + repr(list(State))


def test_the_keyring_library_is_imported_when_it_is_first_needed() -> None:
    assert elsewhere("print('keyring' in sys.modules)", "yok") == "False"
