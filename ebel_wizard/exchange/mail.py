"""Write mails to the helpdesk as a draft file, as a link and as plain text.

The program sends nothing: the officer's own mail program opens the draft, and the officer sends it.
No subject or body contains a TCKN; only the attached personnel table does, as the guide asks.
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

PRE_CHECK_ATTACHMENTS: Final = ("talep-yazisi.pdf", "personel-tablosu.pdf")
"""The only documents that the pre-check mail may have attached (G4)."""
MASKED_ATTACHMENTS: Final = ("talep-yazisi.pdf", "personel-tablosu-maskeli.pdf")
"""The same with masked TCKNs, where that is chosen."""

MAX_LINK: Final = 2_000  # characters; Windows passes at most about 2,048 to a mail program
_MAX_SUBJECT: Final = 150  # letters; mail programs show fewer
_MAX_SUBJECT_IN_LINK: Final = 700  # characters; in a link ğ takes six
_MAX_ADDRESS: Final = 254  # RFC 5321, 4.5.3.1.3
_CUT_NOTE: Final = (
    "\n\n(Metnin devamı bağlantıya sığmadı; tamamını programdan kopyalayıp yapıştırın.)"
)
# Neither base64 nor quoted-printable can make "=_", so no attachment can hold it (RFC 2045, 6.7).
_BOUNDARY: Final = "=_ebel-wizard"
_BLANK: Final = "……"
_NOT_BY_MAIL: Final = {
    model.TOGETHER: "GİZLİ; GİZLİ bir belge e-postayla gönderilemez.",
    model.HIZMETE_OZEL: (
        "HİZMETE ÖZEL; HİZMETE ÖZEL bir belge e-postayla gönderilemez, EBYS’den gönderilir."
    ),
}


class NotMailableError(ValueError):
    """Says in Turkish why these documents may not be e-mailed, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; ``name`` is the draft's file name, ``attachments`` are pairs of name and content.

    ``to`` may be empty or wrong (see ``check_address``): the officer then fills it in.
    """

    name: str
    to: str
    subject: str
    body: str
    attachments: tuple[tuple[str, bytes], ...] = ()

    def draft(self) -> bytes:
        """Return an ``.eml`` file that mail programs open for editing; same mail, same bytes.

        The program that sends it adds sender, date and Message-ID.
        """
        message = EmailMessage(policy=SMTP)
        message["X-Unsent"] = "1"
        if _address(self.to):
            message["To"] = _address(self.to)
        message["Subject"] = _one_line(self.subject)
        message.set_content(_clean_lines(self.body), cte="quoted-printable")
        for name, data in self.attachments:
            kind = "pdf" if name.endswith(".pdf") else "octet-stream"
            message.add_attachment(data, "application", kind, filename=_one_line(name))
        if self.attachments:
            message.set_boundary(_BOUNDARY)
        return message.as_bytes()

    def link(self) -> str:
        """Return a ``mailto:`` link (RFC 6068), which has no attachments.

        A body too long for ``MAX_LINK`` is cut at a space and ends with a note.
        """
        start = f"mailto:{quote(_address(self.to), safe='@')}"
        subject = _truncate(_one_line(self.subject), _MAX_SUBJECT_IN_LINK)
        start += f"?subject={_percent_encode(subject)}&body="
        body = _clean_lines(self.body)
        room = MAX_LINK - len(start)
        if len(_percent_encode(body)) > room:
            body = f"{_truncate(body, room - len(_percent_encode(_CUT_NOTE)))}{_CUT_NOTE}"
        return f"{start}{_percent_encode(body)}"

    def text(self) -> str:
        """Return plain text for the clipboard, with the names of the attachments."""
        head = [f"Kime: {_address(self.to)}", f"Konu: {_one_line(self.subject)}"]
        if self.attachments:
            head.append(f"Ekler: {', '.join(name for name, _ in self.attachments)}")
        return "\n".join([*head, "", _clean_lines(self.body)])


def check_address(to: str) -> tuple[Problem, ...]:
    """Return a warning if the helpdesk's address is missing or wrong; it never blocks."""
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


def refusal_reason(case: Case) -> str:
    """Return why the pre-check mail may not be sent for this case; empty when it may.

    One GİZLİ annex makes the whole package GİZLİ (G3), and GİZLİ documents go on paper only, even
    if encrypted (G4). HİZMETE ÖZEL ones go by the EBYS, and plain mail is not that medium (G8).
    """
    why = _NOT_BY_MAIL.get(case.letter.secrecy)
    if why is None:
        return ""
    label, apart = fields.BY_PATH["letter.secrecy"].label, choices.SECRECY[model.APART]
    return (
        f"Yazı ve bütün ekleri {why} Ön kontrol için "
        f"“{label}” sorusunda “{apart}” seçeneğini seçin ya da yardım masasını telefonla arayın."
    )


def pre_check(case: Case, to: str, papers: Mapping[str, bytes], *, masked: bool = False) -> Mail:
    """Return the mail before the letter is posted (step 1), with letter and personnel table.

    ``papers`` are finished documents by file name; only ``PRE_CHECK_ATTACHMENTS`` are attached, or
    with ``masked`` those of ``MASKED_ATTACHMENTS``.
    Raises NotMailableError (see ``refusal_reason``), and KeyError where one of them is missing.
    """
    reason = refusal_reason(case)
    if reason:
        raise NotMailableError(reason)
    go_live = dates.parse(case.letter.go_live)
    words = _templates()["pre-check"]
    form = words["kep"][model.APART]
    return _mail(
        "pre-check",
        case,
        to,
        {
            "geçiş günü": dates.long(go_live) if go_live else case.letter.go_live,
            "KEP formu": f"{form}\n\n{words['table']['masked']}" if masked else form,
        },
        tuple(
            (name, papers[name])
            for name in (MASKED_ATTACHMENTS if masked else PRE_CHECK_ATTACHMENTS)
        ),
    )


def login_problem(case: Case, to: str, *, who: str, unit: str, seen: str) -> Mail:
    """Return the mail about a user who cannot log in (step 5); ``seen`` may have several lines."""
    return _mail("login-problem", case, to, {"kullanıcı": who, "birim": unit, "görülen": seen})


def document_numbers(case: Case, to: str, *, incoming: int, outgoing: int, day: date) -> Mail:
    """Return the mail of the go-live day with the last document numbers (step 10)."""
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
def _templates() -> Mapping[str, Any]:
    return tomllib.loads(resources.path("texts", "mails.toml").read_text(encoding="utf-8"))


def _mail(
    kind: str,
    case: Case,
    to: str,
    values: Mapping[str, str],
    attachments: tuple[tuple[str, bytes], ...] = (),
) -> Mail:
    """Return a mail from its template, signed by the contact person of the letter (C1)."""
    template, person = _templates()[kind], case.letter.contact
    signature = {
        "yetkili": f"{person.name} {letters.upper(person.surname)}",
        "unvan": person.title,
        "telefon": identifiers.print_phone(person.phone),
        "belediye": case.municipality.name,
    }
    # Braces in the values stay as they are: a value is not formatted again.
    closing = [_one_line(each.format_map(signature)) for each in _templates()["closing"]]
    filled = {name: _clean_lines(text) or _BLANK for name, text in {**signature, **values}.items()}
    subject = _one_line(template["subject"].format_map(filled))
    body = template["body"].strip().format_map(filled)
    return Mail(
        template["name"],
        letters.clean(to),
        identifiers.mask_tckns(letters.shortened(subject, _MAX_SUBJECT)),
        identifiers.mask_tckns("\n".join([body, "", *filter(None, closing)])),
        attachments,
    )


def _address(text: str) -> str:
    """Return the address; empty where it is not one, which no header may hold."""
    address = letters.clean(text)
    return address if len(address) <= _MAX_ADDRESS and identifiers.is_email(address) else ""


def _one_line(text: str) -> str:
    """Return one line, since a line end in a header would begin another header."""
    return letters.clean(text)


def _clean_lines(text: str) -> str:
    return "\n".join(letters.clean(line) for line in text.splitlines()).strip("\n")


def _percent_encode(text: str) -> str:
    # RFC 6068: a line end is %0D%0A, and a space is never a plus sign.
    return quote(text.replace("\n", "\r\n"), safe="")


def _truncate(text: str, room: int) -> str:
    """Return what fits into ``room`` characters of a link, cut at a space if possible."""
    if len(_percent_encode(text)) <= room:
        return text
    used = kept = 0
    for letter in text:
        used += len(_percent_encode(letter))
        if used > room:
            break
        kept += 1
    cut = text[:kept].rsplit(maxsplit=1)[0] if kept else ""
    return cut if len(cut) > kept // 2 else text[:kept]
