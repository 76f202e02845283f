"""Mails to the helpdesk; drafts are read back by two independent parsers."""

import dataclasses
import io
import re
from collections.abc import Mapping
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import product
from urllib.parse import parse_qs, unquote, urlsplit

import pdfplumber
import pytest
from fast_mail_parser import parse_email
from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard import documents, resources
from ebel_wizard.case import model
from ebel_wizard.case.model import Addressee, Case
from ebel_wizard.case.rules import Severity
from ebel_wizard.documents import kinds
from ebel_wizard.exchange import answers, mail
from ebel_wizard.exchange.mail import Mail, NotMailableError
from ebel_wizard.turkish import identifiers, letters

HELPDESK = "yardim.masasi@ornek.gov.tr"
PDFS = {"talep-yazisi.pdf": b"%PDF-1.4 yaz\xfd", "personel-tablosu.pdf": b"%PDF-1.4 tablo"}
MODES = (model.APART, model.TOGETHER, model.HIZMETE_OZEL)
MEDIA = (model.PAPER, model.ELECTRONIC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.fixture(scope="module")
def example() -> Case:
    path = resources.path("examples", "ornek-cevaplar.toml")
    ministry = Addressee("İçişleri Bakanlığı", "Bilgi İşlem Dairesi Başkanlığı", "")
    case = answers.load(path, ministry, date(2026, 11, 23)).case
    assert case is not None
    return case


def with_secrecy(case: Case, secrecy: str, medium: str = model.PAPER) -> Case:
    letter = dataclasses.replace(case.letter, secrecy=secrecy, medium=medium)
    return dataclasses.replace(case, letter=letter)


def parsed(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body_of(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").removesuffix("\n")


def query(link: str) -> dict[str, str]:
    found = parse_qs(urlsplit(link).query, keep_blank_values=True, strict_parsing=True)
    return {name: "".join(each) for name, each in found.items()}


# The pre-check mail


def test_the_pre_check_mail_carries_the_letter_and_the_table(example: Case) -> None:
    made = mail.pre_check(example, HELPDESK, PDFS)
    message = parsed(made.draft())
    assert message["To"] == HELPDESK
    assert message["Subject"] == (
        "Örnekköy Belediye Başkanlığı: e-Belediye geçiş talep yazısının ön kontrolü"
    )
    attached = {
        part.get_filename(): (part.get_content_type(), part.get_content())
        for part in message.iter_attachments()
    }
    assert attached == {name: ("application/pdf", data) for name, data in PDFS.items()}
    assert "15 Aralık 2026 tarihinde geçilmesi planlanmaktadır." in body_of(message)
    assert body_of(message).endswith(
        "Saygılarımızla,\nİpek GÜNDOĞDU\nYazı İşleri Müdürü\n"
        "Örnekköy Belediye Başkanlığı\n(0 346) 123 45 70"
    )


def test_the_attachments_have_the_names_of_the_documents() -> None:
    assert (kinds.REQUEST_LETTER.name, kinds.PERSONNEL_TABLE.name) == mail.PRE_CHECK_ATTACHMENTS


def test_the_table_may_go_with_masked_numbers_and_the_mail_says_so(example: Case) -> None:
    assert (kinds.REQUEST_LETTER.name, kinds.MASKED_TABLE.name) == mail.MASKED_ATTACHMENTS
    made = (*documents.build(example), *documents.sheets(example))
    papers = {each.name: each.data for each in made}
    message = parsed(mail.pre_check(example, HELPDESK, papers, masked=True).draft())
    attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert tuple(attached) == mail.MASKED_ATTACHMENTS
    words = words_of(attached[kinds.MASKED_TABLE.name])
    assert all(person.name in words for person in example.officers)
    for data in attached.values():
        assert not any(person.tckn in words_of(data) for person in example.officers)
    assert "kimlik numaralarının yalnızca bir bölümü gösterilmiştir" in body_of(message)
    assert "yalnızca bir bölümü" not in mail.pre_check(example, HELPDESK, papers).body


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened_pdf:
        return "\n".join(page.extract_text() for page in opened_pdf.pages)


@pytest.mark.parametrize(("secrecy", "medium"), [*product(MODES, MEDIA)])
def test_neither_a_gizli_page_nor_the_kep_form_is_ever_mailed(
    example: Case, secrecy: str, medium: str
) -> None:
    """G3, G4: whatever is given to the mail, in all_mails mode and on all_mails medium."""
    case = with_secrecy(example, secrecy, medium)
    secrets = documents.Secrets("Gizli-Parola-1", "Şifre/2ğ")
    papers = {
        each.name: each.data
        for each in (*documents.build(case, secrets=secrets), *documents.extras(case))
    }
    if secrecy != model.APART:
        with pytest.raises(NotMailableError, match="e-postayla gönderilemez"):
            mail.pre_check(case, HELPDESK, papers)
        return
    draft = mail.pre_check(case, HELPDESK, papers).draft()
    attached = {
        part.get_filename(): part.get_content() for part in parsed(draft).iter_attachments()
    }
    assert set(attached) == set(mail.PRE_CHECK_ATTACHMENTS)
    form = papers["kep-formu.pdf"]
    titles = {"KEP BİLGİ FORMU", "Parola", "Gizli-Parola-1", "Şifre/2ğ"}
    assert any(title in words_of(form) for title in titles)
    for data in attached.values():
        words = words_of(data)
        assert data != form
        assert not any(title in words for title in titles)
        marks = [line for line in words.splitlines() if line.strip() in {"GİZLİ", "HİZMETE ÖZEL"}]
        assert marks == []


@pytest.mark.parametrize("secrecy", [model.TOGETHER, model.HIZMETE_OZEL])
def test_a_marked_package_is_refused_with_what_to_do_instead(example: Case, secrecy: str) -> None:
    case = with_secrecy(example, secrecy)
    with pytest.raises(NotMailableError) as caught:
        mail.pre_check(case, HELPDESK, PDFS)
    assert str(caught.value) == mail.refusal_reason(case)
    assert "KEP formu ayrı, kendi GİZLİ yazısıyla" in str(caught.value)
    assert "telefonla" in str(caught.value)


def test_the_body_says_that_the_form_is_not_attached(example: Case) -> None:
    case = with_secrecy(example, model.APART)
    assert mail.refusal_reason(case) == ""
    assert "KEP Bilgi Formu bu e-postaya eklenmemiştir" in mail.pre_check(case, "", PDFS).body


def test_a_missing_document_is_an_error(example: Case) -> None:
    with pytest.raises(KeyError):
        mail.pre_check(example, HELPDESK, {"talep-yazisi.pdf": b""})


# The other mails


def test_the_login_mail_names_the_user_the_unit_and_what_was_seen(example: Case) -> None:
    made = mail.login_problem(
        example,
        HELPDESK,
        who="Çağrı Işıkçı",
        unit="Bilgi İşlem Müdürlüğü",
        seen="“Kullanıcı bulunamadı”\nHata kodu: 17",
    )
    body = body_of(parsed(made.draft()))
    assert "Kullanıcı: Çağrı Işıkçı\nBirim: Bilgi İşlem Müdürlüğü\n" in body
    assert "Ekranda görülen: “Kullanıcı bulunamadı”\nHata kodu: 17\n" in body


def test_the_numbers_mail_has_the_last_numbers_and_the_day(example: Case) -> None:
    made = mail.document_numbers(
        example, HELPDESK, incoming=1452, outgoing=1204318, day=date(2026, 12, 15)
    )
    body = body_of(parsed(made.draft()))
    assert "Gelen Evrak Sayısı: 1.452\nGiden Evrak Sayısı: 1.204.318\n" in body
    assert "15 Aralık 2026 tarihinde" in body


def test_every_mail_asks_the_ministry_as_a_letter_does(example: Case) -> None:
    for made in (
        mail.pre_check(example, HELPDESK, PDFS),
        mail.login_problem(example, HELPDESK, who="Ayşe Işık", unit="Zabıta", seen="Hata 401"),
        mail.document_numbers(example, HELPDESK, incoming=1, outgoing=2, day=date(2026, 12, 15)),
    ):
        text, _, closing = made.body.rpartition("\n\nSaygılarımızla,\n")
        assert text.endswith("bildirilmesini arz ederiz.")
        assert "rica" not in made.body
        assert closing.startswith("İpek GÜNDOĞDU\n")


def test_no_subject_or_body_contains_a_tckn(example: Case) -> None:
    made = mail.login_problem(
        example, HELPDESK, who="10000000146 İpek", unit="100 000 101 46", seen="T.C. 10000010046:"
    )
    assert "100******46 İpek" in made.body
    assert "T.C. 100******46:" in made.body
    for each in (made, mail.pre_check(example, HELPDESK, PDFS)):
        for number in re.findall(r"\d{11}", f"{each.subject} {each.body}"):
            assert not identifiers.is_tckn(number)


def test_a_closing_has_no_gap_for_missing_answers() -> None:
    made = mail.login_problem(Case(), "", who="", unit="", seen="")
    assert "Kullanıcı: ……\nBirim: ……" in made.body
    assert made.body.endswith("Saygılarımızla,")


# The forms of a mail


def all_mails(case: Case) -> Mapping[str, Mail]:
    made = (
        mail.pre_check(case, HELPDESK, PDFS),
        mail.login_problem(case, HELPDESK, who="Ayşe", unit="Özel Kalem", seen="Boş ekran"),
        mail.document_numbers(case, HELPDESK, incoming=1, outgoing=0, day=date(2026, 12, 15)),
    )
    return {each.name: each for each in made}


def test_another_mail_library_reads_the_same_from_every_draft(example: Case) -> None:
    drafts = all_mails(example)
    assert set(drafts) == {"on-kontrol.eml", "giris-sorunu.eml", "evrak-sayilari.eml"}
    for made in drafts.values():
        seen = parse_email(made.draft(), strict=True)
        assert [each.address for each in seen.to] == [HELPDESK]
        assert seen.subject == made.subject
        assert [text.replace("\r\n", "\n") for text in seen.text_plain] == [f"{made.body}\n"]
        assert [(each.filename, each.content) for each in seen.attachments] == [*made.attachments]
        assert seen.warnings == []


def test_a_draft_opens_for_editing_and_has_no_sender_or_date(example: Case) -> None:
    for made in all_mails(example).values():
        draft = made.draft()
        assert draft.startswith(b"X-Unsent: 1\r\n")
        assert draft == made.draft()
        assert set(parsed(draft).keys()).isdisjoint({"From", "Date", "Message-ID"})
        assert draft.count(b"\n") == draft.count(b"\r\n")
        assert draft.isascii()
        assert max(map(len, draft.split(b"\r\n"))) <= 78


def test_a_turkish_file_name_is_kept() -> None:
    draft = Mail("a.eml", HELPDESK, "Konu", "Gövde", (("Ölçü ğış.pdf", b"%PDF"),)).draft()
    assert [part.get_filename() for part in parsed(draft).iter_attachments()] == ["Ölçü ğış.pdf"]
    assert [each.filename for each in parse_email(draft, strict=True).attachments] == [
        "Ölçü ğış.pdf"
    ]


@given(texts, texts, st.lists(texts, max_size=4))
def test_no_text_can_begin_a_header_or_be_lost(to: str, subject: str, body: list[str]) -> None:
    hostile = f"{subject}\r\nBcc: baska@ornek.org\n{to}"
    made = Mail("a.eml", f"{HELPDESK}\nCc: {to}@ornek.org", hostile, "\n".join(body))
    message = parsed(made.draft())
    assert {*message.keys()} <= {
        "X-Unsent",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert "Bcc: baska@ornek.org" in message["Subject"]
    shown = [line for line in body_of(message).split("\n") if line]
    wanted = "\n".join(body).splitlines()
    assert [_bare(line) for line in shown] == [bare for line in wanted if (bare := _bare(line))]
    assert _bare(parse_email(made.draft()).subject) == _bare(hostile)


def _bare(text: str) -> str:
    """Return a text without its spaces and invisible characters."""
    return letters.clean(text).replace(" ", "")


@given(texts, texts)
def test_names_are_kept_as_they_were_typed(name: str, unit: str) -> None:
    made = mail.login_problem(Case(), HELPDESK, who=name, unit=unit, seen="{belediye} {0}")
    seen = parse_email(made.draft(), strict=True)
    assert [text.replace("\r\n", "\n") for text in seen.text_plain] == [f"{made.body}\n"]
    assert "Ekranda görülen: {belediye} {0}" in made.body


@pytest.mark.parametrize("to", ["", "   "])
def test_without_an_address_the_draft_has_no_recipient(example: Case, to: str) -> None:
    (problem,) = mail.check_address(to)
    assert problem.severity is Severity.WARNING
    assert "Ayarlar’da yazılı değil" in problem.text
    draft = mail.pre_check(example, to, PDFS).draft()
    assert parsed(draft)["To"] is None


@pytest.mark.parametrize("to", ["yardim", "yardım masası@", "a@b.tr, c@d.tr", f"{'a' * 300}@b.tr"])
def test_a_wrong_address_is_reported_and_left_out(example: Case, to: str) -> None:
    (problem,) = mail.check_address(to)
    assert "bir e-posta adresi değil" in problem.text
    made = mail.pre_check(example, to, PDFS)
    assert parsed(made.draft())["To"] is None
    assert made.link().startswith("mailto:?")


def test_a_right_address_is_no_problem() -> None:
    assert mail.check_address(f" {HELPDESK} ") == ()


# The link and the clipboard


def test_the_link_has_the_same_text_without_attachments(example: Case) -> None:
    for made in all_mails(example).values():
        link = made.link()
        assert re.fullmatch(r"mailto:[\w.@]+\?subject=[\w%.~-]+&body=[\w%.~-]+", link, re.ASCII)
        assert len(link) <= mail.MAX_LINK
        assert unquote(urlsplit(link).path) == HELPDESK
        found = query(link)
        assert found["subject"] == made.subject
        assert "\r\n" in found["body"]
        body = found["body"].replace("\r\n", "\n")
        assert body == made.body or "tamamını programdan kopyalayıp" in body


def test_special_characters_in_an_address_are_encoded() -> None:
    link = Mail("a.eml", "a&b=c?d#e%41+f@ornek.gov.tr", "A&B", "50% + 1").link()
    assert urlsplit(link).path == "a%26b%3Dc%3Fd%23e%2541%2Bf@ornek.gov.tr"
    assert query(link) == {"subject": "A&B", "body": "50% + 1"}


@given(texts.map(lambda text: text * 40), st.integers(0, 400))
def test_a_long_mail_gives_a_link_that_windows_accepts(text: str, count: int) -> None:
    body = f"Baş {text}\n" * count
    link = Mail("a.eml", HELPDESK, text, body).link()
    assert len(link) <= mail.MAX_LINK
    found = query(link).get("body", "").replace("\r\n", "\n")
    whole = "\n".join(letters.clean(line) for line in body.splitlines()).strip("\n")
    kept, cut, _ = found.partition("\n\n(Metnin devamı bağlantıya sığmadı")
    assert whole.startswith(kept) if cut else found == whole


def test_the_clipboard_has_the_whole_mail_as_plain_text(example: Case) -> None:
    made = mail.pre_check(example, HELPDESK, PDFS)
    assert made.text() == (
        f"Kime: {HELPDESK}\nKonu: {made.subject}\n"
        f"Ekler: talep-yazisi.pdf, personel-tablosu.pdf\n\n{made.body}"
    )
