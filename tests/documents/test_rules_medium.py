"""The rules of the medium (M1) and of HİZMETE ÖZEL (G8), each read off the finished PDF."""
# ruff: noqa: N802 - a rule's id has a capital

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from ebel_wizard import cli, documents, resources, settings
from ebel_wizard.case.model import Case
from ebel_wizard.documents import Secrets
from tests.documents.measures import ELECTRONIC, PAPER, TOP, logo

EMERGENCY = PAPER | {"letter.medium": "O"}
NOTE = "Bu sayfa örnektir"
SECRETS = Secrets("Uydurma-Parola-1", "Uydurma-Şifre-2")


def number(pdf: Any) -> str:
    (found,) = re.findall(r"Sayı\s*:\s*(\S+)", pdf.text)
    return str(found)


def test_M1_the_number_begins_with_the_medium(altered: Any, made: Any) -> None:
    for medium, changes in (("Z", PAPER), ("E", ELECTRONIC), ("O", EMERGENCY)):
        papers = made(altered(changes))
        assert number(papers["talep-yazisi"]) == f"{medium}-12345678-708.03-147"
        assert number(papers["kep-yazisi"]).startswith("Z-"), "GİZLİ is paper"


def test_M1_what_is_gizli_is_paper_whatever_was_answered(altered: Any, made: Any) -> None:
    for medium in ("E", "O", "Z", ""):
        changes = PAPER | {"letter.medium": medium, "letter.secrecy": "together"}
        assert number(made(altered(changes))["talep-yazisi"]).startswith("Z-")


def test_M1_an_electronic_letter_says_outside_the_text_area_where_it_is_made(
    altered: Any, made: Any
) -> None:
    body = "\n".join(["Belediyemiz geçiş hazırlıklarını sürdürmektedir. " * 5] * 15)
    for picture in (None, logo(300, 100)):
        case = altered(ELECTRONIC | {"letter.text.request.body": f"{body}\nGereğini arz ederim."})
        letter = made(case, logo=picture)["talep-yazisi"]
        assert len(letter.pages) > 1
        notes = [run for run in letter.runs if run.text.startswith(NOTE)]
        assert [run.page for run in notes] == list(range(1, len(letter.pages) + 1))
        assert all(run.y > TOP for run in notes)
        for page in letter.pages:
            for image in page.images:
                assert image["x1"] < notes[0].x0


@pytest.mark.parametrize("changes", [PAPER, EMERGENCY])
def test_M1_paper_says_nothing_of_it(altered: Any, made: Any, changes: dict[str, str]) -> None:
    for pdf in made(altered(changes)).values():
        assert "EBYS" not in pdf.text
    assert "EBYS" not in made(altered(ELECTRONIC))["kep-yazisi"].text


def test_M1_what_the_ebys_makes_has_no_envelope_and_no_copy_for_initials(altered: Any) -> None:
    on_paper = {each.name for each in documents.extras(altered(PAPER))}
    electronic = {each.name for each in documents.extras(altered(ELECTRONIC))}
    of_letter = {"talep-yazisi-paraf.pdf", "zarf-dl.pdf", "zarf-c5.pdf", "zarf-c4.pdf"}
    assert on_paper - electronic == of_letter
    assert {each.name for each in documents.extras(altered(EMERGENCY))} == on_paper


def test_M1_its_words_can_be_copied_and_are_those_of_the_page(altered: Any, made: Any) -> None:
    case = altered(ELECTRONIC)
    words = documents.request_words(case)
    assert words["Konu"] == "e-Belediye Bilgi Sistemine Geçiş Talebi"
    assert words["Muhatap"] == "İÇİŞLERİ BAKANLIĞINA\n(Bilgi İşlem Dairesi Başkanlığı)"
    printed = "".join(made(case)["talep-yazisi"].text.split())
    for paragraph in words["Metin"].split("\n"):
        assert "".join(paragraph.split()) in printed
    assert documents.request_words(altered(PAPER)) == {}
    assert documents.request_words(altered(EMERGENCY)) == {}


def listed(read: Any, case: Case) -> str:
    (found,) = [each for each in documents.extras(case) if each.name == "gonderim-listesi.pdf"]
    return str(read(found.data).text)


def test_M1_the_list_tells_that_only_the_ebys_own_print_is_posted(altered: Any, read: Any) -> None:
    text = listed(read, altered(ELECTRONIC))
    assert "EBYS’nin doğrulama bilgisi taşıyan kendi çıktısı postalanır" in text
    assert "buradaki sayfa postalanmaz" in text
    assert "EBYS" not in listed(read, altered(PAPER))


def test_M1_the_list_of_an_emergency_ends_in_the_ebys(altered: Any, read: Any) -> None:
    blank = {"letter.record_number": "", "letter.date": ""}
    text = listed(read, altered(EMERGENCY | blank))
    assert "kurumsal belge kayıt sisteminden alın" in text
    assert "üstveri bilgilerini EBYS’ye kaydedin" in text
    assert "ıslak imzayla imzalar" in text


@pytest.mark.parametrize("medium", ["E", "Z", "O"])
def test_G8_no_paper_of_hizmete_ozel_has_parola_or_sifre(
    altered: Any, read: Any, medium: str
) -> None:
    """Neither filled in nor as room for the hand: nothing is to be filled in and scanned."""
    case = altered(PAPER | {"letter.medium": medium, "letter.secrecy": "hizmete-özel"})
    for each in documents.build(case, secrets=SECRETS):
        assert not each.secret
        text = read(each.data).text
        for word in ("parola", "şifre", "Parola", "Şifre", SECRETS.parola, SECRETS.sifre):
            assert word not in text
        assert "elle" not in text
    assert "ornekkoybelediyesi@hs01.kep.tr" in read(documents.build(case)[-1].data).text


@pytest.mark.parametrize("secrecy", ["apart", "together"])
def test_G8_the_form_that_is_gizli_has_them(altered: Any, made: Any, secrecy: str) -> None:
    form = made(altered(PAPER | {"letter.secrecy": secrecy}), secrets=SECRETS)["kep-formu"]
    assert SECRETS.parola in form.text
    assert SECRETS.sifre in form.text


@pytest.mark.parametrize("medium", ["E", "Z"])
def test_G8_the_list_asks_for_nothing_to_be_filled_in_scanned_or_mailed(
    altered: Any, read: Any, medium: str
) -> None:
    case = altered(PAPER | {"letter.medium": medium, "letter.secrecy": "hizmete-özel"})
    text = listed(read, case)
    for word in ("elle doldurun", "tarayıp", "taranan"):
        assert word not in text
    assert "HİZMETE ÖZEL belgeler e-postayla gönderilmez" in text
    assert "elle doldurun" in listed(read, altered(PAPER))


# Answer files as registries would mark them


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Any:
    """Render the shipped example with some lines altered; return the problems by field."""
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "ev"))
    example = resources.path("examples", "ornek-cevaplar.toml").read_text(encoding="utf-8")

    def render(*changes: tuple[str, str]) -> dict[str, list[str]]:
        text = example
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "cevaplar.toml"
        file.write_text(text, encoding="utf-8")
        assert cli.render([file], tmp_path / "belgeler", everything=True, docx=True) == 0
        found: dict[str, list[str]] = {}
        for line in capsys.readouterr().err.splitlines():
            _, field, kind, sentence = line.removeprefix(str(file)).split(": ", 3)
            assert kind == "uyarı"
            found.setdefault(field, []).append(sentence)
        return found

    return render


ADDRESS = "letter.addressee.address"
OPEN_ON_PAPER = ('medium = "E"', 'medium = "Z"')
HIZMETE_OZEL = ('secrecy = "apart"', 'secrecy = "hizmete-özel"')
GOVERNOR = (
    "[letter.contact]",
    '[letter.addressee]\nbody = "Sivas Valiliği"\nunit = ""\naddress = ""\n\n[letter.contact]',
)


def test_M1_an_open_letter_on_paper_is_warned_of_wherever_it_goes(told: Any) -> None:
    assert told().keys() == {ADDRESS}
    found = told(OPEN_ON_PAPER, GOVERNOR)
    assert found.keys() == {ADDRESS, "letter.medium"}
    assert "istisnadır (m.4)" in found["letter.medium"][0]


def test_G8_hizmete_ozel_on_paper_is_advised_to_be_electronic(told: Any, tmp_path: Path) -> None:
    found = told(OPEN_ON_PAPER, HIZMETE_OZEL, ("secrecy", 'urgency = "ACELE"\nsecrecy'))
    (medium,) = found["letter.medium"]
    assert "EBYS’de hazırlanır ve oradan gönderilir (m.25/1)" in medium
    assert "parola ve şifreyi göndermek için" in found["letter.secrecy"][0]
    assert not list(tmp_path.rglob("*maskeli*"))


def test_G8_hizmete_ozel_in_the_ebys_is_not_advised_paper(told: Any) -> None:
    found = told(HIZMETE_OZEL)
    assert "letter.medium" not in found
    assert len(found["letter.secrecy"]) == 1


def test_H1_a_unit_that_repeats_the_heading_is_warned_of_and_nothing_else(told: Any) -> None:
    found = told(
        OPEN_ON_PAPER,
        ('unit = "Yazı İşleri Müdürlüğü"\ndetsis', 'unit = "Belediye Başkanlığı"\ndetsis'),
        ('secrecy = "apart"', 'urgency = "ACELE"\nsecrecy = "together"'),
        ('capacity = "asaleten"', 'capacity = "vekâleten"'),
    )
    assert found.keys() == {ADDRESS, "municipality.unit"}
    assert "yineliyor (m.10/2)" in found["municipality.unit"][0]


# The heading and the two numbers


def heading(papers: Any, name: str) -> list[str]:
    return [run.text for run in papers[name].runs[:4]]


def test_H1_the_unit_may_be_absent(altered: Any, made: Any) -> None:
    papers = made(altered({"municipality.unit": ""}))
    for name in ("talep-yazisi", "kep-yazisi"):
        body, following = heading(papers, name)[-3:-1]
        assert "BAŞKANLIĞI" in body or "BAŞKANLIĞI" in following
        assert "Müdürlüğü" not in " ".join(heading(papers, name)[:3])


@pytest.mark.parametrize("between", [" / ", "/", ", ", " – ", " "])
def test_H1_the_sube_stands_under_its_daire(altered: Any, made: Any, between: str) -> None:
    unit = f"Bilgi İşlem Dairesi Başkanlığı{between}Yazılım Şube Müdürlüğü"
    case = altered(
        {
            "municipality.kind": "büyükşehir",
            "municipality.name": "Örnek Büyükşehir Belediye Başkanlığı",
            "municipality.unit": unit,
        }
    )
    first = [run.text for run in made(case)["talep-yazisi"].runs]
    assert first[:4] == [
        "T.C.",
        "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI",
        "Bilgi İşlem Dairesi Başkanlığı",
        "Yazılım Şube Müdürlüğü",
    ]
    assert documents.check_printable(case) == ()


def test_H2_the_letter_has_the_units_number_and_the_form_the_municipalitys(
    altered: Any, made: Any
) -> None:
    both = made(altered(PAPER | {"municipality.unit_detsis": "87654321"}))
    assert number(both["talep-yazisi"]) == "Z-87654321-708.03-147"
    assert number(both["kep-yazisi"]).startswith("Z-87654321-")
    assert "Z-87654321-708.03-147" in both["kep-yazisi"].text
    assert "12345678" in both["kep-formu"].text
    assert "87654321" not in both["kep-formu"].text


def test_H2_where_only_one_number_is_known_it_stands_for_the_other(altered: Any, made: Any) -> None:
    case = altered(PAPER | {"municipality.unit_detsis": "87654321", "municipality.detsis": ""})
    papers = made(case)
    assert number(papers["talep-yazisi"]) == "Z-87654321-708.03-147"
    assert "87654321" in papers["kep-formu"].text
    assert "……" not in papers["kep-formu"].text
    alone = dataclasses.replace(case.municipality, unit_detsis="", detsis="12345678")
    papers = made(dataclasses.replace(case, municipality=alone))
    assert number(papers["talep-yazisi"]) == "Z-12345678-708.03-147"
