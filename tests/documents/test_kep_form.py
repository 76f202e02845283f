import dataclasses
from datetime import date
from typing import Any

import pytest

from ebel_wizard import documents
from ebel_wizard.case import case_rules, rules
from ebel_wizard.case.model import Case, FormRow
from ebel_wizard.case.rules import Severity
from ebel_wizard.documents import Secrets, kep_form
from ebel_wizard.documents.layout.page import Text

SECRETS = Secrets(parola="aB  1!ş<b>", sifre="Öğ&{KEP adresi}")


def ruled_room(pdf: Any, label: str) -> float:
    """The height of the row a label stands in, in points."""
    (page,) = pdf.pages
    y = page.height - pdf.run(label).y
    flat = [line["top"] for line in page.lines if line["top"] == line["bottom"]]
    return float(min(top for top in flat if top > y) - max(top for top in flat if top < y))


def test_the_form_says_what_connects_the_account(of_example: Any) -> None:
    lines = of_example["kep-formu"].lines
    for said in (
        "KEP BİLGİ FORMU",
        "Örnekköy Belediye Başkanlığı",
        "12345678",
        "ornekkoybelediyesi@hs01.kep.tr",
        "PTT",
        "10000000146",
    ):
        assert said in lines


def test_parola_and_sifre_are_room_for_the_hand(of_example: Any) -> None:
    pdf = of_example["kep-formu"]
    for label in ("KEP parolası", "KEP şifresi"):
        assert [run.text for run in pdf.runs if run.y == pdf.run(label).y] == [label]
        assert ruled_room(pdf, label) > 40


def test_secrets_are_printed_letter_by_letter_when_handed_over(example: Any, made: Any) -> None:
    pdf = made(example, secrets=SECRETS)["kep-formu"]
    assert SECRETS.parola in pdf.lines
    assert SECRETS.sifre in pdf.lines
    assert "elle" not in pdf.text


def test_only_the_form_carries_secrets_and_says_so(example: Any, made: Any) -> None:
    assert [each.name for each in documents.build(example, secrets=SECRETS) if each.secret] == [
        "kep-formu.pdf"
    ]
    assert not [each.name for each in documents.build(example) if each.secret]
    for name, pdf in made(example, secrets=SECRETS).items():
        if name != "kep-formu":
            assert SECRETS.parola not in pdf.text
        assert SECRETS.parola not in str(pdf.info)


def test_a_secret_that_cannot_be_printed_is_left_to_the_hand(example: Any, made: Any) -> None:
    secrets = Secrets(parola="gizli😀", sifre="Abc")
    pdf = made(example, secrets=secrets)["kep-formu"]
    assert "gizli" not in pdf.text
    assert "Abc" in pdf.lines
    assert "elle" in pdf.text
    assert not documents.is_printable(secrets.parola)


def test_no_repr_shows_a_secret() -> None:
    assert SECRETS.parola not in repr(SECRETS)
    assert SECRETS.sifre not in f"{SECRETS!s}"


def test_an_unknown_provider_is_told_by_its_domain(altered: Any, made: Any) -> None:
    pdf = made(altered({"kep.address": "a@hs77.kep.tr"}))["kep-formu"]
    assert "hs77.kep.tr" in pdf.lines


def test_without_an_address_of_its_own_the_contact_blocks_is_used(altered: Any, made: Any) -> None:
    assert "ornekkoybelediyesi@hs01.kep.tr" in made(altered({"kep.address": ""}))["kep-formu"].lines


def test_a_longer_list_of_the_ministry_goes_on_over_pages(example: Any) -> None:
    form = {
        "title": "KEP Bilgi Formu",
        "note": "",
        "fields": [{"label": f"Satır {n}.", "value": "{DETSİS}"} for n in range(1, 41)],
    }
    pages = kep_form.lay_out(form, example, "", None, initials=True)
    texts = [[item for item in page if isinstance(item, Text)] for page in pages]
    rows = [[text for text in page if text.text.startswith("Satır")] for page in texts]
    assert len(pages) == 2
    assert [row.text for page in rows for row in page] == [f"Satır {n}." for n in range(1, 41)]
    for on_page, all_of_page in zip(rows, texts, strict=True):
        (room,) = [text.y for text in all_of_page if text.text.startswith("Paraf")]
        assert all(row.y > room for row in on_page)


def test_secrets_stand_in_a_typeface_that_tells_their_letters_apart(
    example: Any, made: Any
) -> None:
    pdf = made(example, secrets=Secrets(parola="0O1lI|şĞ", sifre="₺yok"))["kep-formu"]
    assert "Cousine" in pdf.run("0O1lI|şĞ").font
    # A sign that typeface lacks is better in another than left out.
    assert "Tinos" in pdf.run("₺yok").font
    assert "Cousine" not in {run.font for run in made(example)["kep-formu"].runs}


OWN = (
    FormRow("Kurumun adı", "{belediye}"),
    FormRow("Sunucu adı"),
    FormRow("Hesabın parolası", secret="parola"),
    FormRow("Yetkilinin kimlik numarası", "{yetkili TCKN}"),
    FormRow("Hesap türü", "Kurumsal hesap"),
)


def with_rows(case: Case, *rows: FormRow) -> Case:
    return dataclasses.replace(case, kep=dataclasses.replace(case.kep, form=rows))


def test_the_officers_own_rows_stand_on_the_form_in_their_order(example: Any, made: Any) -> None:
    lines = made(with_rows(example, *OWN))["kep-formu"].lines
    labels = [line for line in lines if line in {row.label for row in OWN}]
    assert labels == [row.label for row in OWN]
    assert {"Örnekköy Belediye Başkanlığı", "10000000146", "Kurumsal hesap"} <= set(lines)
    assert "KEP hizmet sağlayıcısı" not in lines


def test_a_row_without_a_value_is_room_for_the_hand(example: Any, made: Any) -> None:
    pdf = made(with_rows(example, *OWN))["kep-formu"]
    for label in ("Sunucu adı", "Hesabın parolası"):
        assert [run.text for run in pdf.runs if run.y == pdf.run(label).y] == [label]
        assert ruled_room(pdf, label) > 40
    assert ruled_room(pdf, "Hesap türü") < 40


def test_own_rows_keep_the_secrets_where_they_are_marked(example: Any, made: Any) -> None:
    pdf = made(with_rows(example, *OWN), secrets=SECRETS)["kep-formu"]
    assert SECRETS.parola in pdf.lines
    assert SECRETS.sifre not in pdf.text


@pytest.mark.parametrize(
    "row",
    [
        FormRow("KEP parolası", "Gizli-1", "parola"),
        FormRow("Hesap şifresi", "Gizli-1"),
        FormRow("PAROLA", "Gizli-1"),
    ],
)
def test_a_secret_written_into_a_row_stops_the_documents_and_is_not_repeated(
    example: Case, row: FormRow
) -> None:
    found = case_rules.check(with_rows(example, row), date(2026, 11, 23))
    (error,) = rules.errors(found)
    assert error.field == "kep.form[1].value"
    assert not any("Gizli-1" in each.text for each in found)


def test_an_unknown_place_is_told_of_and_printed_as_it_is(example: Any, made: Any) -> None:
    case = with_rows(example, FormRow("Sunucu", "{sunucu}"))
    (told,) = documents.check_texts(case)
    assert (told.field, told.severity) == ("kep.form[1].value", Severity.WARNING)
    assert "{sunucu}" in made(case)["kep-formu"].lines


@pytest.mark.parametrize("part", ["label", "value"])
def test_a_row_too_long_for_its_place_is_told_of(example: Case, part: str) -> None:
    row = dataclasses.replace(OWN[4], **{part: "uzun " * 200})
    assert [each.field for each in documents.check_printable(with_rows(example, row))] == [
        f"kep.form[1].{part}"
    ]


def test_fifty_own_rows_go_on_over_pages(example: Any, made: Any) -> None:
    rows = tuple(FormRow(f"Satır {n}.", "bilgi") for n in range(1, 51))
    pdf = made(with_rows(example, *rows))["kep-formu"]
    assert len(pdf.pages) > 1
    assert [line for line in pdf.lines if line.startswith("Satır")] == [row.label for row in rows]
