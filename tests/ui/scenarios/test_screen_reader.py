"""The window as a screen reader has it, from another process: what it is told and can do."""

import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from ebel_wizard import demo, settings
from ebel_wizard.case import fields, model, row_fields
from ebel_wizard.case.field import Field, Kind
from ebel_wizard.case.model import Case
from ebel_wizard.case.normalise import normalise_answer
from ebel_wizard.store.sidecar_files import FILE_NAME
from ebel_wizard.store.workspace import Workspace
from tests import cups
from tests.ui import atspi
from tests.ui.atspi import Node, Program
from tests.ui.scenarios import spoken

STEP = "1. Talep yazısı"


@pytest.fixture
def program(home: Path) -> Iterator[Program]:
    """The program, started for the first time."""
    with atspi.program(home) as started:
        wait_for_case(started)
        yield started


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program for what is heard whatever was done in it before."""
    home = tmp_path_factory.mktemp("ortak") / "ev"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(settings.HOME_VARIABLE, str(home))
        with atspi.program(home) as started:
            wait_for_case(started)
            started.activate()
            yield started


@pytest.fixture
def filled(home: Path, example_home: Path) -> Iterator[Program]:
    """The program with the invented municipality's answers."""
    shutil.copytree(example_home, home)
    with atspi.program(home) as started:
        wait_for_case(started)
        yield started


def wait_for_case(program: Program) -> None:
    """See a page where the empty frame of the window was."""

    def is_there() -> bool:
        seen = [each.name for top in program.windows() for each in spoken.shown(top)]
        return bool(seen) and "Açılıyor" not in seen

    program.wait(is_there, "the first page")


def find(program: Program, role: str, name: str) -> Node:
    """What is in sight, by what it is and the start of its name."""

    def look() -> Node | None:
        window = spoken.dialog(program) or program.windows()[0]
        found = (each for each in spoken.shown(window) if each.role == role)
        return next((each for each in found if each.name.startswith(name)), None)

    found = program.wait(look, f"a {role} “{name}”")
    assert isinstance(found, Node)
    return found


def heading(program: Program) -> str:
    """The title of the page in sight."""
    window = program.windows()[0]
    return next(each.name for each in spoken.shown(window) if each.role == "heading")


def answer_all(program: Program, case: Case, rows: Iterable[Field]) -> None:
    """Answer questions of the page in sight; some come only after another was answered."""
    nodes: list[Node] = []
    for field in rows:
        text = model.value(case, field.path)
        if text and field.applies(case):
            asked = next((each for each in nodes if asks(each, field)), None)
            if asked is None:
                nodes = list(spoken.shown(program.windows()[0]))
                asked = next(each for each in nodes if asks(each, field))
            answer(program, asked, field, text)


def asks(node: Node, field: Field) -> bool:
    """Whether it asks a question."""
    if node.role == "combo box":
        return node.label.startswith(field.label)
    if node.role == "radio button":
        return node.description.startswith(field.label)
    return node.role == "text" and node.name == field.label


def answer(program: Program, asked: Node, field: Field, text: str) -> None:
    """Answer a question: set its text, or choose among its options."""
    if asked.role == "radio button":
        find(program, "radio button", shown(field, text)).do("Toggle")
    elif asked.role == "combo box":
        next(each for each in asked.children if each.role == "text").write(shown(field, text))
    else:
        asked.write(text)


def shown(field: Field, text: str) -> str:
    """An answer as its question shows it."""
    return field.choices[text] if field.choices and field.kind is Kind.CHOICE else text


def forward(program: Program, title: str) -> None:
    """Press Devam and see the next page."""
    find(program, "push button", "Devam").press()
    program.wait(lambda: heading(program) == title, title)


# What it is told


def test_everything_says_what_it_is_before_anything_was_answered(program: Program) -> None:
    assert list(spoken.walk(program)) == []


def test_everything_says_what_it_is_with_answers(filled: Program) -> None:
    assert list(spoken.walk(filled)) == []


# What it can do


def test_step_one_from_the_first_start_to_saved_documents(
    program: Program, home: Path, tmp_path: Path
) -> None:
    case = demo.example()
    folder = tmp_path / "belgeler"
    folder.mkdir()
    program.activate()

    find(program, "push button", "Başla").press()
    program.wait(lambda: heading(program) == "Ne yapılacak", "step 1")
    asked = (
        ("Belediye", (*fields.MUNICIPALITY, *fields.CONTACT)),
        ("Yazı", (*fields.LETTER, *fields.SIGNATORY, *fields.LETTER_CONTACT)),
    )
    for title, rows in asked:
        forward(program, title)
        answer_all(program, case, rows)
    forward(program, "Proje sorumluları")
    find(program, "push button", "Kişi ekle").press()
    for person in case.officers:
        for field in row_fields.PERSON:
            cell = program.wait(lambda: over_a_cell(program, field.label), field.label)  # noqa: B023
            cell.write(getattr(person, field.path))
            program.keys.press("Tab")  # begins another row after the last cell
    program.wait(lambda: over_a_cell(program, row_fields.PERSON[0].label), "another row")
    program.keys.press("Escape")
    for title in ("Başkanlık oluru", "E-imza sertifikaları", "KEP"):
        forward(program, title)
    answer_all(program, case, [fields.BY_PATH["kep.user_tckn"]])
    for label, secret in demo.SECRETS.items():
        find(program, "text", label).write(secret)
        find(program, "push button", f"{label}: Bu bilgisayarda tut").press()
        find(program, "push button", f"{label}: Kaldır")
    forward(program, "Metin ve logo")
    forward(program, "Cevapları kontrol et")
    forward(program, "Belgeler")
    save = find(program, "push button", "PDF kaydet…")
    program.wait(lambda: "sensitive" in save.now().states, "the documents")
    save.press()
    find(program, "text", "").write(str(folder))
    find(program, "push button", "Buraya kaydet").press()
    program.wait((folder / "kep-formu.pdf").exists, "the files")

    with pdfplumber.open(folder / "talep-yazisi.pdf") as pdf:
        letter = pdf.pages[0].extract_text()
    assert "ÖRNEKKÖY BELEDİYE BAŞKANLIĞI" in letter
    spoken.go(program, "KEP")
    for label in demo.SECRETS:
        find(program, "push button", f"{label}: Kaldır").press()
        find(program, "label", "Henüz yazılmadı")
    find(program, "label", "Kaydedildi")
    program.end()
    with closing(Workspace.open(settings.data_dir())) as workspace:
        stored = workspace.load().case()
    for field in (*asked[0][1], *asked[1][1], fields.BY_PATH["kep.user_tckn"]):
        if field.applies(case):
            given = normalise_answer(field.kind, model.value(case, field.path))
            assert model.value(stored, field.path) == given, field.path
    for kept, person in zip(stored.officers, case.officers, strict=True):
        for field in row_fields.PERSON:
            assert getattr(kept, field.path) == getattr(person, field.path), field.path


def test_encryption_is_turned_on_with_a_code_that_is_printed_and_read_by_others(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = tmp_path / "kuyruk"
    with cups.running(queue, oda="Odadaki yazıcı") as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with atspi.program(home) as program:
            wait_for_case(program)
            program.activate()
            spoken.go(program, "Ayarlar")
            find(program, "push button", "Cevapları şifrele…").press()
            find(program, "label", "Kod gizlidir: yalnız ekrana çizilir, ekran okuyucu okuyamaz.")
            told = list(spoken.words(program))
            find(program, "push button", "Yazdır…").press()
            find(program, "check box", "Kuyrukta kopya kalabileceğini biliyorum").do("Toggle")
            find(program, "push button", "Yazdır").press()
            hear(program, "Kâğıdı hemen alın.")
            (page,) = cups.taken(queue)
            code = code_on(page)
            assert not any(group in each for each in told for group in code.split("-"))
            find(program, "push button", "Yazdım, devam").press()
            line = find(program, "text", "Kurtarma kodu")
            assert "ekran okuyucu yazdıklarınızın yerine nokta okur" in line.description
            line.write(code[:-1])
            find(program, "push button", "Şifrele").press()
            hear(program, "grupta")
            assert "dialog" in {each.role for each in program.windows()}
            line.write(code)
            find(program, "push button", "Şifrele").press()
            hear(program, "Cevaplarınız ve yedekleri şifrelendi.")
            find(program, "push button", "Kurtarma kodunu göster…")
    assert (settings.data_dir() / FILE_NAME).read_bytes()[:6] != b"SQLite"


def code_on(page: bytes) -> str:
    """The recovery code as a colleague reads it from the printed page."""
    with pdfplumber.open(BytesIO(page)) as pdf:
        text = pdf.pages[0].extract_text()
    groups = re.findall(r"\b[0-9A-Z]{5}\b", text)
    return "-".join(groups[:7])


def over_a_cell(program: Program, name: str) -> Node | None:
    """The line over a cell, once it has the focus."""
    focused = program.focused()
    return focused if focused is not None and focused.name == name else None


# What it hears of what happens elsewhere than where the cursor is


def test_where_the_officer_comes_to_is_announced(program: Program) -> None:
    program.activate()
    for place, words in (
        (STEP, "Ne yapılacak, 1. Talep yazısı · 1 / "),
        ("Belediye", "Belediye, 1. Talep yazısı · 2 / "),
        ("3. Birim ağacı", "Ne yapılacak, 3. Birim ağacı · 1 / "),
        (STEP, "Belediye, 1. Talep yazısı · 2 / "),
        ("Personel ve birimler", "Personel, Personel ve birimler"),
        ("Birimler", "Birimler, Personel ve birimler"),
        ("Ayarlar", "Ayarlar"),
        ("Görev listesi", "Görev listesi"),
    ):
        program.announcements()
        spoken.go(program, place)
        hear(program, words)
    program.keys.press("F1")
    hear(program, "Yardım")


def test_problems_are_announced_when_they_grow_and_only_then(program: Program) -> None:
    program.activate()
    spoken.go(program, STEP)
    spoken.go(program, "Belediye")
    leave(program, fields.BY_PATH["municipality.detsis"], "123")
    hear(program, "1 sorun var")
    leave(program, fields.BY_PATH["municipality.contact.email"], "yanlış")
    hear(program, "2 sorun var")
    find(program, "check box", "Listele").do("Toggle")
    find(program, "link", "“Kurumsal e-posta”")
    leave(program, fields.BY_PATH["municipality.detsis"], "12345678")
    find(program, "link", "1 sorun var")
    assert not any("sorun" in each for each in program.announcements())


def test_what_was_taken_back_is_announced(shared: Program) -> None:
    spoken.go(shared, STEP)
    spoken.go(shared, "Belediye")
    leave(shared, fields.BY_PATH["municipality.name"], "Örnekköy")
    find(shared, "push button", "Geri al").press()
    hear(shared, "Geri alındı: Resmî ad")
    find(shared, "push button", "Yinele").press()
    hear(shared, "Yinelendi: Resmî ad")


def test_what_was_mended_is_announced(shared: Program) -> None:
    spoken.go(shared, STEP)
    spoken.go(shared, "Belediye")
    leave(shared, fields.BY_PATH["municipality.detsis"], "12 34 56 78")
    hear(shared, "Boşluk")


def test_how_much_a_search_finds_and_what_is_chosen_is_announced(shared: Program) -> None:
    shared.keys.press("Control_L", "f")
    line = find(shared, "text", "Ara")
    line.write("kep")
    hear(shared, "sonuç bulundu.")
    shared.keys.press("Down")
    hear(shared, "·")
    line.write("zzzz")
    hear(shared, "Bulunamadı")
    shared.keys.press("Escape")


def test_a_failing_disk_is_announced_and_its_state_is_on_the_bus(shared: Program) -> None:
    spoken.go(shared, STEP)
    spoken.go(shared, "Belediye")
    find(shared, "label", "Kaydedildi")
    with closing(sqlite3.connect(settings.data_dir() / FILE_NAME)) as another:
        another.execute("begin immediate")
        leave(shared, fields.BY_PATH["municipality.name"], "Başka Belediye Başkanlığı")
        hear(shared, "başka bir program")
        find(shared, "label", "Kaydedilemedi")
        another.rollback()
    find(shared, "push button", "Yeniden dene").press()
    find(shared, "label", "Kaydedildi")


def hear(program: Program, words: str) -> None:
    """Wait until something with these words is announced."""
    program.wait(
        lambda: any(words in each for each in program.announcements()), f"to hear “{words}”"
    )


def leave(program: Program, field: Field, text: str) -> None:
    """Write into a field and leave it for the search."""
    asked = find(program, "text", field.label)
    asked.focus()
    asked.write(text)
    find(program, "text", "Ara").focus()
