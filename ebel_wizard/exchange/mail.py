"""Mails to the helpdesk, as a draft file, as a link and as plain text.

Nothing is sent from here: the officer's own mail program opens the draft, and the officer sends it.
No TCKN stands in a subject or a body; the personnel table alone has them, as the guide asks.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from ebel_wizard import resources
from ebel_wizard.case import choices, fields, model
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem, Severity
from ebel_wizard.turkish import dates, identifiers, letters, numbers

CHECKED: Final = ("talep-yazisi.pdf", "personel-tablosu.pdf")
"""All that the pre-check mail may carry, whatever else there is (G4)."""

LONGEST_LINK: Final = 2_000  # characters; Windows hands no more than some 2,048 to a mail program
_LONGEST_SUBJECT: Final = 150  # letters; mail programs show fewer
_SUBJECT_ROOM: Final = 700  # characters of a link, in which ğ takes six
_LONGEST_ADDRESS: Final = 254  # RFC 5321, 4.5.3.1.3
_CUT: Final = "\n\n(Metnin devamı bağlantıya sığmadı; tamamını programdan kopyalayıp yapıştırın.)"
# Neither base64 nor quoted-printable can make "=_", so no attachment can hold it (RFC 2045, 6.7).
_BOUNDARY: Final = "=_ebel-wizard"
_EMPTY: Final = "……"


class NotMailableError(ValueError):
    """Why these papers may not be e-mailed, and what to do instead, in a Turkish sentence."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; ``name`` is for the draft's file, ``attachments`` are bytes by file name.

    ``to`` may be empty or wrong (see ``check``): the mail is then addressed by the officer.
    """

    name: str
    to: str
    subject: str
    body: str
    attachments: tuple[tuple[str, bytes], ...] = ()

    def draft(self) -> bytes:
        """The mail as an ``.eml`` file that mail programs open for writing; same mail, same bytes.

        Sender, date and Message-ID are left to the program that sends it.
        """
        message = EmailMessage(policy=SMTP)
        message["X-Unsent"] = "1"
        if _address(self.to):
            message["To"] = _address(self.to)
        message["Subject"] = _line(self.subject)
        message.set_content(_lines(self.body), cte="quoted-printable")
        for name, data in self.attachments:
            kind = "pdf" if name.endswith(".pdf") else "octet-stream"
            message.add_attachment(data, "application", kind, filename=_line(name))
        if self.attachments:
            message.set_boundary(_BOUNDARY)
        return message.as_bytes()

    def link(self) -> str:
        """The mail as a ``mailto:`` link (RFC 6068), without attachments.

        A body too long for ``LONGEST_LINK`` is cut at a blank, and says so.
        """
        start = f"mailto:{quote(_address(self.to), safe='@')}"
        subject = _fitting(_line(self.subject), _SUBJECT_ROOM)
        start += f"?subject={_quoted(subject)}&body="
        body = _lines(self.body)
        room = LONGEST_LINK - len(start)
        if len(_quoted(body)) > room:
            body = f"{_fitting(body, room - len(_quoted(_CUT)))}{_CUT}"
        return f"{start}{_quoted(body)}"

    def text(self) -> str:
        """The mail as plain text for the clipboard, with the names of what is to be attached."""
        head = [f"Kime: {_address(self.to)}", f"Konu: {_line(self.subject)}"]
        if self.attachments:
            head.append(f"Ekler: {', '.join(name for name, _ in self.attachments)}")
        return "\n".join([*head, "", _lines(self.body)])


def check(to: str) -> tuple[Problem, ...]:
    """What is to be said of the helpdesk's address before a draft is made; it never blocks."""
    if not to.strip():
        text = (
            "Yardım masasının e-posta adresi Ayarlar’da yazılı değil; taslağın alıcısı boş kalır."
        )
    elif not _address(to):
        text = (
            "Ayarlar’daki yardım masası e-postası bir e-posta adresi değil; taslağın alıcısı boş "
            "kalır."
        )
    else:
        return ()
    return (Problem("helpdesk_email", text, Severity.WARNING),)


def refusal(case: Case) -> str:
    """Why the pre-check mail cannot be sent for this case, or an empty text.

    One GİZLİ annex makes the whole package GİZLİ (G3), and GİZLİ goes on paper alone, encrypted
    or not (G4).
    """
    if case.letter.secrecy != model.TOGETHER:
        return ""
    label, apart = fields.BY_PATH["letter.secrecy"].label, choices.SECRECY[model.APART]
    return (
        "Yazı ve bütün ekleri GİZLİ; GİZLİ bir belge e-postayla gönderilemez. Ön kontrol için "
        f"“{label}” sorusunda “{apart}” seçeneğini seçin ya da yardım masasını telefonla arayın."
    )


def pre_check(case: Case, to: str, papers: Mapping[str, bytes]) -> Mail:
    """The mail before the letter is posted (step 1), with the letter and the personnel table.

    ``papers`` are finished documents by file name; of them only those of ``CHECKED`` are taken.
    Raises NotMailableError (see ``refusal``), and KeyError where one of the two is not given.
    """
    reason = refusal(case)
    if reason:
        raise NotMailableError(reason)
    go_live = dates.parse(case.letter.go_live)
    kep: Mapping[str, str] = _texts()["pre-check"]["kep"]
    return _mail(
        "pre-check",
        case,
        to,
        {
            "geçiş günü": dates.long(go_live) if go_live else case.letter.go_live,
            "KEP formu": kep.get(case.letter.secrecy, kep[model.APART]),
        },
        tuple((name, papers[name]) for name in CHECKED),
    )


def login_problem(case: Case, to: str, *, who: str, unit: str, seen: str) -> Mail:
    """The mail about somebody who cannot log in (step 5); ``seen`` may have several lines."""
    return _mail("login-problem", case, to, {"kullanıcı": who, "birim": unit, "görülen": seen})


def document_numbers(case: Case, to: str, *, incoming: int, outgoing: int, day: date) -> Mail:
    """The mail of the go-live day with the last numbers given to documents (step 10)."""
    return _mail(
        "document-numbers",
        case,
        to,
        {
            "gelen": numbers.shown(incoming),
            "giden": numbers.shown(outgoing),
            "gün": dates.long(day),
        },
    )


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(resources.path("texts", "mails.toml").read_text(encoding="utf-8"))


def _mail(
    kind: str,
    case: Case,
    to: str,
    said: Mapping[str, str],
    attachments: tuple[tuple[str, bytes], ...] = (),
) -> Mail:
    """A mail of the case in the program's words; who is named in the letter signs it (C1)."""
    words, person = _texts()[kind], case.letter.contact
    signing = {
        "yetkili": f"{person.name} {person.surname}",
        "unvan": person.title,
        "telefon": identifiers.print_phone(person.phone),
        "belediye": case.municipality.name,
    }
    # What is filled in is not looked at again, whatever braces it has.
    closing = [_line(each.format_map(signing)) for each in _texts()["closing"]]
    values = {name: _lines(text) or _EMPTY for name, text in {**signing, **said}.items()}
    subject = _line(words["subject"].format_map(values))
    body = words["body"].strip().format_map(values)
    return Mail(
        words["name"],
        letters.clean(to),
        identifiers.mask_tckns(letters.shortened(subject, _LONGEST_SUBJECT)),
        identifiers.mask_tckns("\n".join([body, "", *filter(None, closing)])),
        attachments,
    )


def _address(text: str) -> str:
    """The address, or nothing where it is none: a header takes no half address."""
    address = letters.clean(text)
    return address if len(address) <= _LONGEST_ADDRESS and identifiers.is_email(address) else ""


def _line(text: str) -> str:
    """One line: a line end in a header would begin another header."""
    return letters.clean(text)


def _lines(text: str) -> str:
    return "\n".join(letters.clean(line) for line in text.splitlines()).strip("\n")


def _quoted(text: str) -> str:
    # RFC 6068: a line end is %0D%0A, and a blank is never a plus sign.
    return quote(text.replace("\n", "\r\n"), safe="")


def _fitting(text: str, room: int) -> str:
    """As much of the text as fits into so many characters of a link, cut at a blank if possible."""
    if len(_quoted(text)) <= room:
        return text
    used = kept = 0
    for letter in text:
        used += len(_quoted(letter))
        if used > room:
            break
        kept += 1
    cut = text[:kept].rsplit(maxsplit=1)[0] if kept else ""
    return cut if len(cut) > kept // 2 else text[:kept]
