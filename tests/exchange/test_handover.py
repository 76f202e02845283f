"""A case handed over stays the same; a file that is damaged, foreign or malformed is refused."""

import json
import os
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ebel_wizard.cancellation import Cancelled
from ebel_wizard.case import tables
from ebel_wizard.case.answers import GUIDE, LOGO, Answers
from ebel_wizard.case.tables import ADDITIONAL_UNIT, FILE, PERSON, STEP, TABLES, Row
from ebel_wizard.crypto import Argon2Params
from ebel_wizard.exchange import handover
from ebel_wizard.exchange.handover import Handover, HandoverError
from ebel_wizard.guide.progress import Status
from ebel_wizard.settings import Settings
from ebel_wizard.vault import Secret
from tests.exchange import handovers
from tests.exchange.handovers import (
    ANSWERS,
    CASE,
    FIRST,
    FIRST_SAMPLE,
    PASSWORD,
    QUICK,
    SAMPLE,
    SCAN,
    digest,
    rows,
)
from tests.readers import Reader

CASES = int(os.environ.get("EBEL_WIZARD_CASES", "50"))
MB = 1024 * 1024
CANNOT_DECRYPT = "Parola yanlış ya da dosya bozulmuş"
NOT_A_HANDOVER = "programın devir dosyası değil"
MALFORMED = "bu programın yazdığı gibi değil"


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(path: Path, password: str = PASSWORD) -> str:
    with pytest.raises(HandoverError) as caught:
        handover.read(path, password)
    assert str(caught.value).endswith(".")
    return str(caught.value)


# What is handed over

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
NUMBERS = st.integers(0, 10_000)


@st.composite
def any_case(draw: st.DrawFn) -> tuple[Answers, dict[str, bytes]]:
    """Draw any answers, and the contents of their files; a few of them lost."""
    keys = st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=3, unique=True)
    tables: dict[str, dict[str, dict[str, str | int]]] = {}
    contents = draw(st.lists(st.binary(max_size=200_000), max_size=3))
    people = draw(keys)
    for table, parts in handover.PARTS.items():
        chosen = people if table == PERSON else draw(keys)
        spec = TABLES[table]
        if spec.person == spec.key:
            chosen = draw(st.lists(st.sampled_from(people), unique=True)) if people else []
        if table == ADDITIONAL_UNIT and not people:
            chosen = []
        tables[table] = {
            key: {
                part: draw(NUMBERS) if part in {"position", "size"} else draw(TEXTS)
                for part in parts
            }
            for key in chosen
        }
    for row in tables[STEP].values():
        row["status"] = draw(st.sampled_from(Status)).value
    for row in tables[ADDITIONAL_UNIT].values():
        row["person_id"] = draw(st.sampled_from(people))
    for row in tables[FILE].values():
        row["digest"] = digest(draw(st.sampled_from([*contents, b"kayboldu"])))
    owners = [row["owner"] for row in tables[FILE].values()]
    assume(owners.count(LOGO) <= 1 and owners.count(GUIDE) <= 1)
    return Answers(tables), {digest(each): each for each in contents}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    what=any_case(),
    settings_given=st.dictionaries(st.sampled_from(handover.SETTINGS), TEXTS),
    secrets=st.dictionaries(st.sampled_from(handover.SECRETS), TEXTS),
    password=TEXTS,
)
def test_any_case_is_read_as_it_was_written(
    tmp_path: Path,
    what: tuple[Answers, dict[str, bytes]],
    settings_given: dict[str, str],
    secrets: dict[str, str],
    password: str,
) -> None:
    answers, kept = what
    case = Handover(answers, settings_given, secrets)
    pieces = handover.write(case, password, kept.get, params=QUICK)
    got = handover.read(write(tmp_path / "devir.ebel", b"".join(pieces)), password)
    assert rows(got.answers) == rows(answers)
    assert (got.settings, got.secrets) == (settings_given, secrets)
    named = dict.fromkeys(str(row["digest"]) for row in answers.rows(FILE).values())
    assert list(got.contents()) == [kept[each] for each in named if each in kept]


def test_the_stored_file_of_the_first_format_is_still_read() -> None:
    got = handover.read(FIRST_SAMPLE, PASSWORD)
    for table in TABLES:
        found, blank = dict(got.answers.rows(table)), TABLES[table].blank()
        implied = {path: {"value": value} for path, value in handover.IMPLIED.items()}
        implied["earlier_version.talep-yazisi"] = {"value": "02.11.2026"}
        expected = {**(implied if table == tables.ANSWER else {}), **FIRST.rows(table)}
        assert found == {key: {**blank, **row} for key, row in expected.items()}
    assert (got.settings, got.secrets) == (CASE.settings, CASE.secrets)
    assert list(got.contents()) == [SCAN]


def test_what_was_implied_is_the_same_in_a_workspace() -> None:
    from ebel_wizard.store.migrations.versions import r0006_letters

    assert r0006_letters.IMPLIED == handover.IMPLIED


def test_the_stored_file_is_still_read() -> None:
    got = handover.read(SAMPLE, PASSWORD)
    assert rows(got.answers) == rows(ANSWERS)
    assert (got.settings, got.secrets) == (CASE.settings, CASE.secrets)
    assert list(got.contents()) == [SCAN]


def test_every_column_of_every_table_is_handed_over() -> None:
    assert handovers.differing_tables() == set()
    assert all(ANSWERS.rows(table) for table in TABLES), "the sample shows each table"


def test_settings_and_secrets_have_the_same_names_as_elsewhere() -> None:
    every = set(Settings.__dataclass_fields__)
    assert every >= set(handover.SETTINGS)
    window = {"theme", "text_size", "tckns"}
    blank_letter = {"signatory_name", "signatory_surname", "signatory_title", "file_plan"}
    machine = {"encryption", "fixed", "backup_folder"}
    assert every - set(handover.SETTINGS) <= window | blank_letter | machine
    assert (Secret.PAROLA.value, Secret.SIFRE.value) == handover.SECRETS


def test_half_a_surrogate_pair_does_not_keep_the_rest_from_being_saved(tmp_path: Path) -> None:
    answers = Answers({"answer": {"municipality.name": {"value": "Örnek\ud83dköy"}}})
    got = handover.read(write(tmp_path / "a", handovers.make_file(Handover(answers))), PASSWORD)
    assert got.answers.answer("municipality.name") == "Örnek?köy"


def test_the_name_of_a_file_has_only_the_day(today: date) -> None:
    assert handover.file_name(today) == "devir-2026-11-23.ebel"


# What is not in the file


def test_no_answer_is_in_the_file_in_clear() -> None:
    data = handovers.make_file()
    for word in ("rnekk", "10000010046", "ndo", "Uydurma", "talep-yazisi", "imzal", "answer"):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(code) not in data
    assert SCAN not in data


def test_secrets_are_left_out_unless_they_are_chosen() -> None:
    def plain(secrets: dict[str, str]) -> bytes:
        data = handovers.unseal(handovers.make_file(Handover(ANSWERS, CASE.settings, secrets)))
        (length,) = struct.unpack(">q", data[:8])
        return zlib.decompress(data[8 : 8 + length])

    for secret in CASE.secrets.values():
        assert secret.encode() in plain(dict(CASE.secrets))
        assert secret.encode() not in plain({})
    assert "Uydurma" not in repr(CASE)
    assert "10000010046" not in repr(handover.read(SAMPLE, PASSWORD))


# What is refused


@pytest.fixture(scope="module")
def whole() -> bytes:
    return handovers.make_file(Handover(Answers({"answer": {"a": {"value": "b"}}})))


def test_a_file_with_any_byte_changed_is_refused(tmp_path: Path, whole: bytes) -> None:
    for at in range(len(whole)):
        altered = bytearray(whole)
        altered[at] ^= 1 << (at % 8)
        refusal(write(tmp_path / "a", bytes(altered)))


def test_a_file_that_is_cut_off_or_longer_is_refused(tmp_path: Path, whole: bytes) -> None:
    for length in range(len(whole)):
        refusal(write(tmp_path / "a", whole[:length]))
    refusal(write(tmp_path / "a", whole + b"\0"))


def test_a_file_with_a_damaged_end_gives_nothing(tmp_path: Path) -> None:
    data = bytearray(handovers.make_file())
    data[-1] ^= 1
    assert CANNOT_DECRYPT in refusal(write(tmp_path / "a", bytes(data)))


@pytest.mark.parametrize("password", ["", "uydurma parola 1", f"{PASSWORD} "])
def test_another_password_opens_nothing(password: str) -> None:
    assert CANNOT_DECRYPT in refusal(SAMPLE, password)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89EBEL",
        b"PK\x03\x04" * 99,
        b"%PDF-1.7\n" * 99,
        bytes(999),
        SCAN,
        b"SQLite format 3",
    ],
)
def test_a_foreign_file_is_recognised_without_a_password(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path / "a", data)
    assert NOT_A_HANDOVER in refusal(path)
    with pytest.raises(HandoverError, match=NOT_A_HANDOVER):
        handover.check_header(path)


def test_a_newer_file_asks_for_the_newer_program(tmp_path: Path) -> None:
    data = bytearray(handovers.make_file())
    data[9] = handover.FORMAT + 1
    path = write(tmp_path / "a", bytes(data))
    assert "daha yeni sürümü" in refusal(path)
    with pytest.raises(HandoverError, match="daha yeni sürümü"):
        handover.check_header(path)


def test_what_is_no_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "yok.ebel", write(tmp_path / "a", b"") / "b", Path("a\0b")):
        refusal(path)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "boru")
        assert NOT_A_HANDOVER in refusal(tmp_path / "boru")


def test_a_file_that_was_replaced_meanwhile_gives_no_contents(tmp_path: Path) -> None:
    path = write(tmp_path / "a", handovers.make_file())
    got = handover.read(path, PASSWORD)
    write(path, handovers.make_file(password="başka parola"))
    with pytest.raises(HandoverError, match=CANNOT_DECRYPT):
        list(got.contents())
    path.unlink()
    with pytest.raises(HandoverError, match="okunamadı"):
        list(got.contents())


def test_reading_and_writing_can_be_cancelled() -> None:
    def stop(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        handover.read(SAMPLE, PASSWORD, stop)
    with pytest.raises(Cancelled):
        list(handover.write(CASE, PASSWORD, handovers.content, stop, QUICK))


# Malformed files with a valid seal: their maker knows the password

Line = object
HEAD: Line = {"settings": {}, "secrets": {}}
ANSWER: Line = ["answer", "municipality.name", "Örnekköy"]


def packed(*lines: Line) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def stream(lines: bytes, *after: bytes, length: int | None = None) -> list[bytes]:
    data = zlib.compress(lines)
    return [struct.pack(">q", len(data) if length is None else length), data, *after]


def file_row(
    key: str = "f", name: str = "a.pdf", owner: str = "x", found: str = digest(SCAN)
) -> Line:
    return ["file", key, 1, owner, name, found, len(SCAN)]


PERSON_ROW: Line = ["person", "p", "Ali", "Can", "", "", "", "", "", ""]
STREAMS: dict[str, list[bytes]] = {
    "nothing": [],
    "no list": stream(b""),
    "no head": stream(packed(ANSWER)),
    "a head of something else": stream(packed([])),
    "an unknown setting": stream(packed({"settings": {"theme": "x"}, "secrets": {}})),
    "an unknown secret": stream(packed({"settings": {}, "secrets": {"x": "y"}})),
    "a secret that is no text": stream(packed({"settings": {}, "secrets": {"kep-parola": 1}})),
    "no JSON": stream(packed(HEAD) + b"{\n"),
    "no UTF-8": stream(packed(HEAD) + b'["answer","a","\xff"]\n'),
    "half a letter": stream(packed(HEAD, ["answer", "a", "\ud83d"])),
    "half a line": stream(packed(HEAD) + b'["answer","a","b"]'),
    "a line of nothing": stream(packed(HEAD) + b"\n"),
    "a table nobody knows": stream(packed(HEAD, ["secrets", "a", "b"])),
    "a table that is a list": stream(packed(HEAD, [[], "a", "b"])),
    "a column too many": stream(packed(HEAD, ["answer", "a", "b", "c"])),
    "a column too few": stream(packed(HEAD, ["answer", "a"])),
    "a key that is a number": stream(packed(HEAD, ["answer", 1, "b"])),
    "a row twice": stream(packed(HEAD, ANSWER, ANSWER)),
    "a number for a text": stream(packed(HEAD, ["answer", "a", 1])),
    "a text for a number": stream(packed(HEAD, PERSON_ROW, ["officer", "p", "1"])),
    "truth for a number": stream(packed(HEAD, PERSON_ROW, ["officer", "p", True])),
    "no number": stream(packed(HEAD) + b'["officer","p",NaN]\n'),
    "a number without end": stream(packed(HEAD) + b'["officer","p",' + b"9" * 9999 + b"]\n"),
    "a number no disk keeps": stream(packed(HEAD, PERSON_ROW, ["officer", "p", 2**63])),
    "a list for a text": stream(packed(HEAD, ["answer", "a", []])),
    "lists in lists": stream(packed(HEAD) + b"[" * MB + b"\n"),
    "an officer who is nobody": stream(packed(HEAD, ["officer", "p", 1])),
    "a unit of nobody": stream(packed(HEAD, ["additional_unit", "a", "p", "", "", ""])),
    "an unknown status": stream(packed(HEAD, ["step", "a", "gone", "", "", ""])),
    "a way out of the folder": stream(packed(HEAD, file_row(found="../" * 20 + "abcd"))),
    "two guides": stream(
        packed(HEAD, file_row("1", owner=GUIDE), file_row("2", owner=GUIDE)), b"\xff" * 8
    ),
    "another content": stream(packed(HEAD, file_row()), struct.pack(">q", 3), b"abc"),
    "a content too short": stream(packed(HEAD, file_row()), struct.pack(">q", 99), SCAN),
    "a content too long": stream(packed(HEAD, file_row()), struct.pack(">q", 26 * MB)),
    "a length below nothing": stream(packed(HEAD, file_row()), struct.pack(">q", -2)),
    "no content": stream(packed(HEAD, file_row())),
    "something more": stream(packed(HEAD, ANSWER), b"x"),
    "a list that is longer": stream(packed(HEAD, ANSWER), length=9_999),
    "a list that is shorter": stream(packed(HEAD, ANSWER), length=20),
    "a list without end": stream(packed(HEAD, ANSWER), length=2**62),
    "something after the list": [
        struct.pack(">q", len(zlib.compress(packed(HEAD))) + 3),
        zlib.compress(packed(HEAD)) + b"xyz",
    ],
    "no packed list": [struct.pack(">q", 900), b"x" * 900],
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_malformed_stream_with_a_valid_seal_is_refused(tmp_path: Path, name: str) -> None:
    assert MALFORMED in refusal(write(tmp_path / "a", handovers.seal(STREAMS[name])))


@pytest.mark.parametrize("name", ["fatura.pdf.MSI", "tablo.xlsm", "adsız"])
def test_a_file_that_would_not_be_kept_today_travels(tmp_path: Path, name: str) -> None:
    lines = packed(HEAD, file_row(name=name))
    file = write(tmp_path / "a", handovers.seal(stream(lines, struct.pack(">q", len(SCAN)), SCAN)))
    received = handover.read(file, PASSWORD)
    assert [row["name"] for row in received.answers.rows(FILE).values()] == [name]
    assert list(received.contents()) == [SCAN]


def test_a_well_formed_stream_like_the_malformed_ones_is_read() -> None:
    lines = packed(HEAD, ANSWER, PERSON_ROW, ["officer", "p", 1], file_row())
    got = handover.parse(stream(lines, struct.pack(">q", len(SCAN)), SCAN))
    assert got.answers.answer("municipality.name") == "Örnekköy"


PIECES = st.sampled_from(
    [
        *(b"[", b"]", b"{", b"}", b",", b":", b'"', b"\n", b"\\ud800", b"1", b"-1e9", b"null"),
        *(json.dumps(each).encode() for each in (HEAD, ANSWER, PERSON_ROW, file_row())),
        *(b'"answer"', b'"file"', b'"a"', b"\xff", b'["tick","a"]\n', b'["officer","p",1]\n'),
    ]
)


@settings(max_examples=CASES)
@given(lines=st.lists(PIECES, max_size=12), after=st.binary(max_size=40), headed=st.booleans())
def test_any_stream_gives_a_case_or_a_sentence(
    lines: list[bytes], after: bytes, headed: bool
) -> None:
    start = packed(HEAD) if headed else b""
    try:
        handover.parse(stream(start + b"".join(lines), after))
    except HandoverError as error:
        reason = str(error)
    else:
        reason = "."
    assert reason.endswith(".")


@settings(max_examples=CASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keep=st.floats(0, 1), changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6))))
def test_a_damaged_file_is_refused(
    tmp_path: Path, keep: float, changes: list[tuple[float, bytes]]
) -> None:
    good = handovers.make_file()
    data = bytearray(good)
    for place, piece in changes:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    data = data[: int(min(1.0, 2 * keep) * len(data))]
    path = write(tmp_path / "a", bytes(data))
    if data == good:
        handover.read(path, PASSWORD)
    else:
        refusal(path)


# Files that would take too much memory or time


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    process = Reader("handover")
    yield process
    process.close()


def padded(path: Path, size: int) -> Path:
    write(path, handovers.make_file())
    os.truncate(path, size)
    return path


def with_params(path: Path, params: bytes) -> Path:
    data = handovers.make_file()
    return write(path, data[:10] + params + data[10 + Argon2Params.BYTES :])


def all_alike(letter: bytes) -> list[bytes]:
    """A list of 400 MB of one letter, packed once for each MB instead of letter by letter."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    head, run = packed(HEAD), letter * MB
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(run) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.adler32(head)
    for _ in range(400):
        checksum = zlib.adler32(run, checksum)
    data = zlib.compress(b"")[:2] + start + once * 400 + packer.flush() + checksum.to_bytes(4)
    return [struct.pack(">q", len(data)), data]


def bomb(path: Path, lines: bytes, *after: bytes) -> Path:
    return write(path, handovers.seal(stream(packed(HEAD) + lines, *after)))


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "2 GB of nothing": (lambda path: padded(path, 2 * 1024 * MB), "2 GB"),
    "1 GB of nothing": (lambda path: padded(path, 1024 * MB), CANNOT_DECRYPT),
    "the costliest parameters that are accepted": (
        lambda path: with_params(path, Argon2Params(b"x" * 16, 1 << 17, 8, 16).pack()),
        CANNOT_DECRYPT,
    ),
    "parameters beyond them": (
        lambda path: with_params(path, Argon2Params(b"x" * 16, 1 << 18, 1, 16).pack()),
        CANNOT_DECRYPT,
    ),
    "the costliest parameters there are": (
        lambda path: with_params(path, b"\xff" * Argon2Params.BYTES),
        CANNOT_DECRYPT,
    ),
    "a bomb of blanks": (lambda path: write(path, handovers.seal(all_alike(b" "))), MALFORMED),
    "a bomb of lines": (lambda path: write(path, handovers.seal(all_alike(b"\n"))), MALFORMED),
    "a bomb of lists": (lambda path: bomb(path, b"[" + b"[]," * MB), MALFORMED),
    "a bomb of lists in every line": (
        lambda path: bomb(path, (b"[" + b"[]," * MB + b"[]]\n") * 10),
        MALFORMED,
    ),
    "too many rows": (
        lambda path: bomb(path, b"".join(b'["tick", "%d"]\n' % n for n in range(300_001))),
        MALFORMED,
    ),
    "250,000 references": (
        lambda path: bomb(
            path,
            b"".join(
                b'["reference","r%d",%d,"","E-1","","",""]\n' % (n, n) for n in range(250_000)
            ),
        ),
        MALFORMED,
    ),
    "5,000 files": (
        lambda path: bomb(
            path,
            b"".join(
                b'["file","f%d",%d,"x","a.pdf","%064x",1]\n' % (n, n, n) for n in range(5_000)
            ),
            struct.pack(">q", -1) * 5_000,
        ),
        MALFORMED,
    ),
    "250,000 people": (
        lambda path: bomb(
            path,
            b"".join(
                b'["person","p%d","Ali","Can","","","","","",""]\n' % n for n in range(250_000)
            ),
        ),
        MALFORMED,
    ),
    "one long answer": (lambda path: bomb(path, packed(["answer", "a", "x" * 5 * MB])), MALFORMED),
    "a content that is longer than it says": (
        lambda path: bomb(path, packed(file_row()), struct.pack(">q", 2**40)),
        MALFORMED,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(
    reader: Reader, tmp_path: Path, name: str
) -> None:
    make, words = HOSTILE[name]
    path = make(tmp_path / "devir.ebel")
    taken, reason = reader.read(path)
    path.unlink()
    assert not taken
    assert words in reason
    assert reason.endswith(".")


def test_the_largest_municipality_is_read_within_the_limits(reader: Reader, tmp_path: Path) -> None:
    people: list[Line] = [
        [
            "person",
            f"{n:032x}",
            "Abdurrahman",
            "Büyükkaragözoğlu",
            "10000010046",
            "0 500",
            "Şef",
            "A",
            "",
            "",
        ]
        for n in range(50_000)
    ]
    more: list[Line] = [
        ["page_authority", f"{n:032x}", "Şef", "01.10.2026", "Evrak, Arşiv", ""]
        for n in range(50_000)
    ]
    path = bomb(tmp_path / "a", packed(*people, *more))
    taken, reason = reader.read(path)
    assert (taken, reason) == (True, "")


def test_a_case_too_large_to_be_read_is_not_written() -> None:
    long = Answers({"answer": {"a": {"value": "x" * 5 * MB}}})
    many = Answers({"tick": {str(n): {} for n in range(60_001)}})
    references: dict[str, Row] = {
        str(n): {"position": n, "date": "", "number": ""} for n in range(501)
    }
    for answers in (long, many, Answers({"reference": references})):
        with pytest.raises(HandoverError, match="sığmayacak kadar çok"):
            list(handover.write(Handover(answers), PASSWORD, handovers.content, params=QUICK))


def test_more_files_than_are_taken_over_are_not_handed_over(tmp_path: Path) -> None:
    def with_files(count: int) -> Handover:
        rows: dict[str, Row] = {
            str(n): {
                "position": n,
                "owner": "x",
                "name": "a.pdf",
                "digest": digest(SCAN),
                "size": 1,
            }
            for n in range(count)
        }
        return Handover(Answers({FILE: rows}))

    file = write(tmp_path / "a", handovers.make_file(with_files(1_000)))
    assert len(handover.read(file, PASSWORD).answers.rows(FILE)) == 1_000
    with pytest.raises(HandoverError, match=r"1\.000’den çok dosya"):
        handovers.make_file(with_files(1_001))
