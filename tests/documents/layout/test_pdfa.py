"""The finished file itself, as veraPDF and two other readers see it."""

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageCms

from ebel_wizard import documents
from ebel_wizard.case.model import Case, Person, Recipient, Reference, Signatory, Unit, User
from ebel_wizard.documents import Document, Secrets
from ebel_wizard.documents.closing import Closing, steps_of
from ebel_wizard.documents.kind import OWN
from ebel_wizard.documents.layout import fonts, page, pdf_writer, pdfa
from ebel_wizard.guide.loader import load_guide
from tests.documents.papers import with_papers
from tests.limits import HANG
from tests.platforms import posix_limits

ROOT = Path(__file__).resolve().parents[3]
MODES = ("apart", "together", "hizmete-özel")
PEOPLE = (1, 3, 60)
UNITS = tuple(Unit(f"Birim {n}", "", f"{n:08}") for n in range(60))
USERS = tuple(User(f"Kişi {n}", "Yıldız", unit=f"Birim {n}") for n in range(60))
MOST = 913  # people whose table is still tagged
BEYOND = 10_000 if "EBEL_WIZARD_CASES" in os.environ else MOST + 1
SECRETS = Secrets("Gizli-Parola-1", "Şifre/2ğ")
PASSWORD = "Örnekköy ığdır 7"


def officers(example: Case, count: int) -> tuple[Person, ...]:
    return tuple(example.officers[position % 3] for position in range(count))


def verdicts(flavours: str, files: list[Path]) -> dict[tuple[str, str], list[str]]:
    """Return what veraPDF finds wrong with each file, by flavour and file name."""
    done = subprocess.run(
        [sys.executable, ROOT / "packaging" / "verapdf.py", flavours, *files],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=HANG,
    )
    assert done.stderr == ""
    found: dict[tuple[str, str], list[str]] = {}
    rules: list[str] = []
    for line in done.stdout.splitlines():
        if line.startswith(" "):
            rules.append(line.strip())
        else:
            verdict, flavour, file = line.split(" ", 2)
            rules = found[flavour, Path(file).name] = []
            assert verdict in {"PASS", "FAIL"}
    assert len(found) == len(flavours.split(",")) * len(files)
    return found


@pytest.fixture(scope="session")
def all_documents(altered: Any, example: Case) -> Mapping[str, Document]:
    """Return every document in every mode of secrecy, with a few people and with many."""
    logo = io.BytesIO()
    Image.new("RGBA", (64, 64), (200, 0, 0, 128)).save(logo, "PNG")
    made: dict[str, Document] = {}
    for mode in MODES:
        for count in PEOPLE:
            case = altered({"letter.secrecy": mode}, officers=officers(example, count))
            found = [*documents.build(case)]
            if count == 3:
                picture = documents.read_logo(logo.getvalue())
                found += [
                    *documents.extras(case, logo=picture),
                    *documents.sheets(dataclasses.replace(case, units=UNITS, users=USERS)),
                    documents.build(case, logo=picture)[0],
                ]
            for number, each in enumerate(found):
                made[f"{mode}-{count}-{number}-{each.name}"] = each
    electronic = altered({"letter.medium": "E", "letter.urgency": "ACELE"})
    made |= {f"e-{each.name}": each for each in documents.build(electronic)}
    for medium in ("Z", "E"):
        case = with_papers(altered({"letter.medium": medium}), certificates=60)
        own = [each for each in documents.extras(case) if each.kind.group in OWN]
        made |= {f"papers-{medium}-{each.name}": each for each in own}
    for count in (2, 20):  # under the annexes, and on a page of its own
        at = dataclasses.replace(
            example.letter,
            references=(Reference("2026-01-02", "E-1", "yazı", "Örnek Valiliği", annex="1"),),
            also_to=tuple(Recipient(f"{n}. Örnek Valiliği", without="1") for n in range(count)),
            copies_to=(Recipient("Sayın Ayşe Demirci"),),
            second_signatory=Signatory("Fatma", "Çelik", "Mali Hizmetler Müdürü"),
        )
        case = dataclasses.replace(example, letter=at)
        for each in (*documents.build(case), *documents.extras(case)):
            made[f"to-{count}-{each.name}"] = each
    steps = steps_of(load_guide(), {})
    made["report.pdf"] = documents.report(Closing(example, date(2026, 12, 16), steps))
    return made


@pytest.fixture(scope="session")
def beyond(altered: Any, example: Case) -> bytes:
    """A table of too many people to be tagged."""
    table: Document = documents.build(altered(officers=officers(example, BEYOND)))[1]
    return table.data


@pytest.fixture(scope="session")
def judged(
    all_documents: Mapping[str, Document],
    example: Case,
    beyond: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[tuple[str, str], list[str]]:
    """What the checker holds against each, and against a draft and a table that claim less."""
    folder = tmp_path_factory.mktemp("pdfa")
    for name, document in all_documents.items():
        (folder / name).write_bytes(document.data)
    (folder / "draft.pdf").write_bytes(documents.build(example, draft=True)[0].data)
    (folder / "beyond.pdf").write_bytes(beyond)
    return verdicts("1a,1b,ua1", sorted(folder.iterdir()))


@pytest.mark.parametrize("flavour", ["1b", "1a", "ua1"])
def test_every_document_is_what_archives_and_screen_readers_ask_for(
    judged: Mapping[tuple[str, str], list[str]],
    all_documents: Mapping[str, Document],
    flavour: str,
) -> None:
    held = {name: judged[flavour, name] for name in all_documents}
    assert len(held) > 40
    assert {file: rules for file, rules in held.items() if rules} == {}


def test_the_checker_tells_a_file_that_is_none(
    judged: Mapping[tuple[str, str], list[str]],
) -> None:
    assert judged["1b", "draft.pdf"]
    assert judged["ua1", "draft.pdf"]


def test_a_table_beyond_the_bound_says_no_more_than_it_keeps(
    judged: Mapping[tuple[str, str], list[str]], beyond: bytes, example: Case, altered: Any
) -> None:
    assert judged["1b", "beyond.pdf"] == []
    assert (b"<pdfaid:conformance>B<" in beyond, b"pdfuaid" in beyond) == (True, False)
    most = documents.build(altered(officers=officers(example, MOST)))[1].data
    assert (b"<pdfaid:conformance>A<" in most, b"pdfuaid" in most) == (True, True)


def xmp(document: Document) -> ElementTree.Element:
    with pdfplumber.open(io.BytesIO(document.data)) as pdf:
        return ElementTree.fromstring(pdf.doc.catalog["Metadata"].resolve().get_data())


def test_info_and_xmp_say_the_same(all_documents: Mapping[str, Document]) -> None:
    for document in all_documents.values():
        with pdfplumber.open(io.BytesIO(document.data)) as pdf:
            info = pdf.metadata
            assert pdf.doc.catalog["Lang"] == b"tr-TR"
        assert info.keys() == {"Title", "Author", "Creator", "Producer"}
        packet = xmp(document)
        names = {"dc": "http://purl.org/dc/elements/1.1/"}
        said = {
            key: "".join(packet.find(f".//dc:{key}", names).itertext())  # type: ignore[union-attr]
            for key in ("title", "creator", "language")
        }
        assert said == {"title": info["Title"], "creator": info["Author"], "language": "tr-TR"}
        assert info["Author"] == "Örnekköy Belediye Başkanlığı"


def test_metadata_names_nobody(all_documents: Mapping[str, Document], example: Case) -> None:
    people = [
        *(value for person in example.officers for value in (person.tckn, person.surname)),
        example.letter.signatory.surname,
        example.letter.contact.surname,
    ]
    for document in all_documents.values():
        said = "".join(xmp(document).itertext())
        assert not [value for value in people if value in said]
        assert not re.search(r"\d{7}|\d{3} \d{2}", said)


def test_numbers_in_a_subject_stand_covered_in_the_metadata(altered: Any) -> None:
    subject = "10000000146 ile 0500 123 45 67 Hakkında"
    paths = ("letter.text.request.subject", "letter.text.kep.subject")
    case = altered(dict.fromkeys(paths, subject))
    letters = {each.name: each for each in documents.build(case)}
    for name in ("talep-yazisi.pdf", "kep-yazisi.pdf"):
        with pdfplumber.open(io.BytesIO(letters[name].data)) as pdf:
            assert "10000000146" in pdf.pages[0].extract_text()
            told = pdf.metadata["Title"], "".join(xmp(letters[name]).itertext())
        for said in told:
            assert "100******46 ile **** *** ** 67 Hakkında" in said
    assert letters["talep-yazisi.pdf"].data == documents.build(case)[0].data


def test_a_title_is_never_markup(altered: Any) -> None:
    hostile = "<b>&amp; ]]> Belediyesi"
    for document in documents.build(altered({"municipality.name": hostile})):
        assert hostile in "".join(xmp(document).itertext())


def test_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from ebel_wizard import documents;"
        "from ebel_wizard.case.model import Case;"
        "data = b''.join(each.data for each in documents.build(Case()));"
        "print(hashlib.sha256(data).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            timeout=HANG,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    here = b"".join(each.data for each in documents.build(Case()))
    assert said == {hashlib.sha256(here).hexdigest().encode()}


def test_pikepdf_is_not_loaded_for_a_preview() -> None:
    code = (
        "import sys; from ebel_wizard import documents; from ebel_wizard.case.model import Case;"
        "documents.build(Case(), draft=True); sys.exit('pikepdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=HANG).returncode == 0


def test_the_packaged_program_does_without_lxml() -> None:
    code = (
        "import sys; sys.modules['lxml'] = None; from ebel_wizard import documents;"
        "from ebel_wizard.case.model import Case;"
        "documents.lock(documents.build(Case())[0].data, 'x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, timeout=HANG
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_colours_are_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(pdfa.srgb()))
    assert profile.profile.version < 3  # the newest that PDF/A-1 may carry
    colours = Image.new("RGB", (256, 3))
    for level in range(256):
        for row, colour in enumerate(
            [(level, 0, 0), (level, level, level), (7, 255 - level, level)]
        ):
            colours.putpixel((level, row), colour)
    shown = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"))
    assert shown is not None
    pairs = zip(colours.tobytes(), shown.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 1


# A form with secrets


@pytest.fixture(scope="module")
def form(example: Case) -> Document:
    return documents.build(example, secrets=SECRETS)[-1]


def test_a_locked_form_opens_with_its_password_alone(form: Document) -> None:
    locked = documents.lock(form.data, PASSWORD)
    for wrong in (None, "", "x", PASSWORD.swapcase()):
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(locked, password=wrong)
    opened = pypdfium2.PdfDocument(locked, password=PASSWORD)
    assert SECRETS.parola in opened[0].get_textpage().get_text_bounded()
    opened.close()
    with pdfplumber.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert SECRETS.sifre in pdf.pages[0].extract_text()
        assert pdf.doc.encryption
        _, encryption = pdf.doc.encryption
    assert (encryption["V"], encryption["R"]) == (5, 6)


def test_a_lock_needs_a_password_that_readers_take(form: Document) -> None:
    for password in ("", "ğ" * 64):
        with pytest.raises(ValueError, match="127 bytes"):
            documents.lock(form.data, password)
    assert documents.lock(form.data, "ğ" * 63)


def test_a_form_with_secrets_claims_no_archive(form: Document) -> None:
    assert form.secret
    assert b"pdfaid" not in form.data


@posix_limits
def test_a_form_with_secrets_is_drawn_and_locked_without_a_file() -> None:
    """Under a limit that lets no process make any file one byte longer."""
    code = (
        "import resource, sys; from ebel_wizard import documents;"
        "from ebel_wizard.case.model import Case;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        "form = documents.build(Case(), secrets=documents.Secrets('parola', 'sifre'))[-1];"
        "sys.stdout.buffer.write(documents.lock(form.data, 'x'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, timeout=HANG
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"%PDF-1.7")


# What the layouts may ask of a page


def test_more_letters_than_one_subset_holds() -> None:
    line = "".join(letter for letter in map(chr, range(0x100, 0x500)) if fonts.can_print(letter))
    assert len(line) > 400
    items: page.Page = [
        page.Text(50, 800 - 20 * at, part) for at, part in enumerate([line[:300], line[300:]])
    ]
    with pdfplumber.open(io.BytesIO(pdf_writer.write([items], page.Info("a", "b")))) as pdf:
        shown = "".join(char["text"] for char in pdf.pages[0].chars)
    assert shown == line


def test_a_red_text_is_red_and_the_next_one_is_not() -> None:
    items: page.Page = [page.Text(50, 700, "kırmızı", red=True), page.Text(50, 650, "siyah")]
    with pdfplumber.open(io.BytesIO(pdf_writer.write([items], page.Info("a", "b")))) as pdf:
        colours = {char["text"]: char["non_stroking_color"] for char in pdf.pages[0].chars}
    assert colours["z"][0] > 0.5 > max(colours["z"][1:])
    assert max(colours["y"]) == 0
