"""A sealed stream opens only with its key and unaltered; a code names the group that is wrong."""

import re
from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ebel_wizard import crypto
from ebel_wizard.crypto import (
    BLOCK,
    CODE_LETTERS,
    Argon2Params,
    DecryptionError,
    InvalidRecoveryCode,
)

KEY = bytes(range(32))
roots = st.binary(min_size=crypto.MASTER_KEY_BYTES, max_size=crypto.MASTER_KEY_BYTES)


def sealed(plain: bytes, key: bytes = KEY, associated_data: bytes = b"") -> bytes:
    return b"".join(crypto.seal([plain], key, associated_data))


def opened(data: bytes, key: bytes = KEY, associated_data: bytes = b"") -> bytes:
    return b"".join(crypto.unseal(BytesIO(data), key, associated_data))


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_a_stream_of_any_length_comes_back(size: int) -> None:
    plain = bytes(each % 251 for each in range(size))
    assert opened(sealed(plain)) == plain


@given(st.lists(st.binary(max_size=100_000), max_size=5))
def test_how_it_was_cut_into_pieces_does_not_matter(pieces: list[bytes]) -> None:
    assert opened(b"".join(crypto.seal(pieces, KEY))) == b"".join(pieces)


def test_the_same_is_sealed_differently_each_time_and_is_not_seen() -> None:
    one, other = sealed(b"Ornekkoy" * 10), sealed(b"Ornekkoy" * 10)
    assert one != other
    assert b"rnekk" not in one


def test_another_key_or_another_purpose_opens_nothing() -> None:
    data = sealed(b"answers", associated_data=b"one")
    for key, associated_data in ((KEY[::-1], b"one"), (KEY, b"other"), (KEY, b"")):
        with pytest.raises(DecryptionError):
            opened(data, key, associated_data)


@given(st.data())
def test_no_altered_byte_is_taken(data: st.DataObject) -> None:
    whole = bytearray(sealed(b"\0" * (BLOCK + 10)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DecryptionError):
        opened(bytes(whole))


@given(st.data())
def test_nothing_may_be_cut_off_or_added(data: st.DataObject) -> None:
    whole = sealed(bytes(2 * BLOCK + 10))
    with pytest.raises(DecryptionError):
        opened(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(DecryptionError):
        opened(whole + data.draw(st.binary(min_size=1, max_size=40)))


def test_cut_between_two_blocks_it_is_not_taken_for_a_shorter_one() -> None:
    salt, first, _ = crypto.seal([bytes(BLOCK + 1)], KEY)
    with pytest.raises(DecryptionError):
        opened(salt + first)


def test_blocks_may_not_change_places() -> None:
    salt, first, second, last = crypto.seal([bytes(3 * BLOCK)], KEY)
    with pytest.raises(DecryptionError):
        opened(salt + second + first + last)


@given(roots)
def test_a_code_is_seven_groups_and_comes_back_however_it_is_typed(master_key: bytes) -> None:
    code = crypto.recovery_code(master_key)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}", code)
    assert crypto.parse_recovery_code(code) == master_key
    clumsy = code.lower().replace("-", "  ").replace("0", "o").replace("1", "ı")
    assert crypto.parse_recovery_code(f" {clumsy}\n") == master_key


@given(roots, st.integers(0, CODE_LETTERS - 1), st.sampled_from("0158ABFKVYZUŞ?"))
def test_one_wrong_letter_is_found(master_key: bytes, at: int, letter: str) -> None:
    code = crypto.recovery_code(master_key).replace("-", "")
    assume(code[at] != letter)
    with pytest.raises(InvalidRecoveryCode):
        crypto.parse_recovery_code(code[:at] + letter + code[at + 1 :])


def test_a_wrong_letter_is_told_by_its_group_while_the_code_is_still_being_typed() -> None:
    code = crypto.recovery_code(bytes(16))
    wrong = code[:8] + ("X" if code[8] != "X" else "Y") + code[9:]
    for typed in (wrong, wrong[:17]):
        with pytest.raises(InvalidRecoveryCode, match=r"^2\. grupta"):
            crypto.parse_recovery_code(typed)


@given(roots)
def test_two_groups_that_changed_places_are_found(master_key: bytes) -> None:
    first, second, *rest = crypto.recovery_code(master_key).split("-")
    assume(first != second)
    with pytest.raises(InvalidRecoveryCode):
        crypto.parse_recovery_code("-".join((second, first, *rest)))


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidRecoveryCode, match=r"\.$"):
        crypto.parse_recovery_code(text)


def test_keys_of_one_root_differ_by_purpose_and_stay_the_same() -> None:
    master_key = bytes(range(16))
    assert crypto.derive(master_key, "database") != crypto.derive(master_key, "files")
    # What was encrypted once must open for ever: these may never change.
    whole = "c25cf6ee75829b02ceef9d1532d7e5234d74ac47ad03bb9730e2a9994175fa0a"
    assert crypto.derive(master_key, "database").hex() == whole
    assert crypto.recovery_code(master_key) == "000G7-40R46-0M306-E209P-185GM-R38EW-1YQM9"


def test_a_password_makes_the_same_key_again_from_what_was_kept() -> None:
    stretch = Argon2Params.new()
    again = Argon2Params.unpack(stretch.pack())
    assert again.derive_key("çok gizli şifre") == stretch.derive_key("c\u0327ok gizli s\u0327ifre")
    assert stretch.derive_key("çok gizli sifre") != stretch.derive_key("çok gizli şifre")
    assert Argon2Params.new().derive_key("x") != Argon2Params.new().derive_key("x")


@given(st.binary(max_size=Argon2Params.BYTES + 1))
def test_costs_that_nobody_asked_for_are_refused(data: bytes) -> None:
    try:
        asked = Argon2Params.unpack(data)
    except DecryptionError:
        return
    assert asked.memory <= 1 << 18
    assert asked.passes <= 10
    assert asked.lanes <= 16
