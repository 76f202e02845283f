"""Find what of a case cannot be put on paper, before a document is made."""

from collections.abc import Iterator

from ebel_wizard.case import fields, model, row_fields
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.documents import (
    addressee,
    envelope,
    kep_form,
    kep_letter,
    olur,
    prepared,
    request_letter,
)
from ebel_wizard.documents.kind import ENVELOPES
from ebel_wizard.documents.layout import fonts, letter_end, letter_pdf, page
from ebel_wizard.turkish import letters


def check(case: Case) -> tuple[Problem, ...]:
    """Return errors only, at the fields where they can be corrected."""
    return (*_letters(case), *_lengths(prepared.as_printed(case)))


def check_posting(case: Case) -> tuple[Problem, ...]:
    """Return what is wrong with envelopes and the initialled copies."""
    shown = prepared.as_printed(case)
    return (
        *_check_posting(shown),
        *(_olur_lengths(shown) if olur.exists(case) else ()),
        *check_rows(case, "certificates"),
    )


def _check_posting(case: Case) -> Iterator[Problem]:
    width = min(size.points[0] for size in ENVELOPES)
    envelopes = envelope.outer(case, request_letter.content(case, ()))
    for (path, to), outer in zip(addressee.by_path(case).items(), envelopes, strict=True):
        if not outer.has_address:
            yield Problem(
                f"{path}.address",
                f"“Kurumun posta adresi” boş ({to.body}); zarflarda elle yazmak için yer "
                "bırakıldı. Adres, kurumun web sitesinin İletişim sayfasında yazar.",
                Severity.WARNING,
            )
        if len(envelope.addressee_lines(outer.addressee, width)) > envelope.LINES:
            yield Problem(
                f"{path}.address",
                "Yazının gittiği yer ve adresi zarfa sığmıyor; adresi kısaltın.",
            )
    if len(letter_end.initials_lines(request_letter.content(case, ()))) > letter_end.INITIALS_LINES:
        yield Problem(
            "letter.paraf", "Paraf atacaklar sayfanın altına sığmıyor; sayılarını azaltın."
        )


def _olur_lengths(case: Case) -> Iterator[Problem]:
    content = olur.content(case)
    if len(letter_pdf.number_lines(content)) > letter_pdf.NUMBER_LINES:
        yield Problem("olur.number", "Olurun sayısı kendi satırına sığmıyor; kısaltın.")
    if not letter_end.fits(content, page.TOP - 2 * page.LEADING - letter_pdf.floor_of(content)):
        yield Problem(
            "olur.approvers",
            "Olurdaki imzalar bir sayfaya sığmıyor; uygun görüş verenleri azaltın ya da unvanları "
            "kısaltın.",
        )


def _letters(case: Case) -> Iterator[Problem]:
    for field in fields.SINGLE:
        if field.applies(case):
            yield from _missing(field.path, field.label, model.value(case, field.path))
    for path in model.LISTS:
        if path not in model.REGISTERS:
            yield from check_rows(case, path)


def check_rows(case: Case, path: str) -> Iterator[Problem]:
    """Yield the letters in the rows of a list that cannot be printed."""
    for position, row in enumerate(model.rows(case, path), 1):
        for field in row_fields.LISTS[path]:
            label = f"{position}. {row_fields.ROW_NOUNS[path]}: {field.label}"
            text = getattr(row, field.path)
            yield from _missing(f"{path}[{position}].{field.path}", label, text)


def _missing(path: str, label: str, text: str) -> Iterator[Problem]:
    missing = fonts.unprintable(letters.clean(text))
    if missing:
        first = missing[0]
        shown = f"“{first}” (U+{ord(first):04X})" if first.isprintable() else f"U+{ord(first):04X}"
        yield Problem(
            path, f"“{label}” içindeki {shown}: bu harf yazdırılamıyor; yerine başkasını yazın."
        )


def _lengths(case: Case) -> Iterator[Problem]:
    content = request_letter.content(case, ())
    if len(letter_pdf.heading_lines(content.heading)) > letter_pdf.HEADING_LINES:
        yield Problem(
            "municipality.name",
            "Yazının başlığı en çok dört satır olabilir; “Resmî ad” ile “Yazıyı çıkaran birim” "
            "buna sığmıyor, kısaltın.",
        )
    left, right = letter_pdf.contact_lines(content)
    if len(left) > letter_pdf.CONTACT_LINES:
        yield Problem(
            "municipality.contact.address",
            "Belediyenin iletişim bilgileri sayfanın altına sığmıyor; adresi kısaltın.",
        )
    if len(right) > letter_pdf.CONTACT_LINES:
        yield Problem(
            "letter.contact.title",
            "Bilgi verecek kişinin adı ve unvanı sayfanın altına sığmıyor; kısaltın.",
        )
    for path, signed in (
        ("letter.signatory", content.signature),
        ("letter.second_signatory", content.second_signature),
    ):
        if len(letter_end.signature_lines(signed)) > letter_end.SIGNATURE_LINES:
            yield Problem(
                f"{path}.title", "İmzalayanın adı ve unvanı imza yerine sığmıyor; kısaltın."
            )
    cover = kep_letter.content(case, ())
    for path, each in (("letter.text.request", content), ("letter.text.kep", cover)):
        too_long = len(letter_pdf.subject_lines(each)) > letter_pdf.SUBJECT_LINES
        if too_long and fields.applies(case, f"{path}.subject"):
            yield Problem(f"{path}.subject", "Yazının konusu çok uzun; kısaltın.")
    for path, each in (("letter.record_number", content), ("kep.letter.record_number", cover)):
        too_long = len(letter_pdf.number_lines(each)) > letter_pdf.NUMBER_LINES
        if too_long and fields.applies(case, path):
            yield Problem(path, "Yazının sayısı kendi satırına sığmıyor; kısaltın.")
    if len(kep_form.value_lines(case.kep_address)) > kep_form.VALUE_LINES:
        yield Problem("kep.address", "“Bağlanacak KEP adresi” formdaki yerine sığmıyor; kısaltın.")
    for position, row in enumerate(case.kep.form, 1):
        for part, label, lines in (
            ("label", "Satırın başlığı", kep_form.label_lines(row.label)),
            ("value", "Yazılacak bilgi", kep_form.value_lines(kep_form.filled(case, row))),
        ):
            if len(lines) > kep_form.VALUE_LINES:
                yield Problem(
                    f"kep.form[{position}].{part}",
                    f"{position}. KEP formu satırı: “{label}” yerine sığmıyor; kısaltın.",
                )
