"""Step 1: the letter itself: day of the move, number, who signs, references, who initials."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ebel_wizard.case import fields, model, row_fields
from ebel_wizard.case.field import Field
from ebel_wizard.case.letter_rules import MAX_REFERENCES
from ebel_wizard.case.tables import ALSO_TO, ANSWER, COPIES_TO, PARAF, REFERENCE, Row
from ebel_wizard.guide.model import Step
from ebel_wizard.ui.lists.row_list_editor import RowListEditor, RowTexts
from ebel_wizard.ui.pages.base import FormPage
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.controls import button
from ebel_wizard.ui.widgets.fields import ARTICLES, FieldEditor
from ebel_wizard.ui.widgets.layout import horizontal_row

_OF_OTHERS: Final = (model.YAZI, model.DILEKCE)


def _is_asked_of_reference(part: str, row: Row) -> bool:
    """Return whether a part of a reference is asked for: who wrote is, where it was somebody else;
    a petition has no number and no unit.
    """
    kind = row["kind"]
    if part in {"sender", "annex"}:
        return kind in _OF_OTHERS
    return not (part == "number" and kind == model.DILEKCE) and (
        part != "unit" or kind == model.YAZI
    )


_REFERENCE_WORDS = RowTexts(
    labels={
        "date": "{}. ilginin tarihi",
        "number": "{}. ilginin sayısı",
        "kind": "{}. ilgiyi kim yazdı?",
        "sender": "{}. ilgiyi gönderen",
        "unit": "{}. ilgiyi gönderenin birimi",
        "annex": "{}. ilginin ekte giden sayfa sayısı",
    },
    add="İlgi ekle",
    remove="{}. ilgiyi çıkar",
    lines=(("date", "number"), ("kind",), ("sender",), ("unit",), ("annex",)),
    defaults={"kind": model.YAZINIZ},
)


def _recipient_words(name: str, add: str, remove: str) -> RowTexts:
    """Return the words of a list of further addressees; ``name`` is whose field it is."""
    return RowTexts(
        labels={
            "body": f"{{}}. {name} adı",
            "unit": f"{{}}. {name} birimi",
            "address": f"{{}}. {name} posta adresi",
            "without": f"{{}}. {name} almadığı ekler",
        },
        add=add,
        remove=remove,
        lines=(("body",), ("unit",), ("address",), ("without",)),
    )


_ALSO_TO_WORDS = _recipient_words("muhatabın", "Başka muhatap ekle", "{}. muhatabı çıkar")
_COPIES_TO_WORDS = _recipient_words(
    "bilgi yerinin", "Yalnız bilgi verilecek yer ekle", "{}. bilgi yerini çıkar"
)
_SECOND: Final = tuple(field.path for field in fields.SECOND_SIGNATORY)
_SECOND_CAPACITY: Final = "letter.second_signatory.capacity"
_PARAF_WORDS = RowTexts(
    labels={
        "title": "{}. paraflayanın unvanı",
        "name": "{}. paraflayanın adı",
        "surname": "{}. paraflayanın soyadı",
    },
    add="Paraf ekle",
    remove="{}. parafı çıkar",
    up="{}. parafı yukarı al",
    down="{}. parafı aşağı al",
    lines=(("title",), ("name", "surname")),
)
# What each medium means, with the article, in one sentence (M1).
_MEDIA: Final = {
    model.ELECTRONIC: "Resmî yazı EBYS’de hazırlanır, güvenli elektronik imzayla imzalanır ve "
    "oradan gönderilir (m.4/1); programın hazırladığı sayfa örnektir.",
    model.PAPER: "Kural elektronik ortamdır; kâğıt yazı zorunlu hâllerde hazırlanır, ıslak imzayla "
    "imzalanır ve en az iki nüsha olur (m.4/2, m.5/2).",
    model.EMERGENCY: "EBYS uzun süre çalışmadığında yazı kâğıtta hazırlanır, numarası kurumsal "
    "belge kayıt sisteminden alınır; EBYS açılınca yazı oraya kaydedilir (m.11/3).",
}
_GIZLI: Final = (
    "GİZLİ yazı kâğıtta hazırlanır, imzalanır ve gönderilir; sayısı Z ile başlar (m.25/2)."
)


class LetterPage(FormPage):
    """Everything the letter needs besides the municipality, the people and its own words."""

    name = "letter"
    title = "Yazı"
    purpose = "Bakanlığa gidecek talep yazısının tarihi, sayısı ve imzası."
    words = (
        *("Standart dosya planı", "DETSİS", "EBYS", "İvedilik", "Asaleten", "Vekâleten"),
        *("Yetki devri", "İlgi", "Paraf", "Nüsha"),
    )
    paths = (
        fields.EBYS.path,
        *(field.path for field in (*fields.LETTER, *fields.URGENCY)),
        *(field.path for field in (*fields.SIGNATORY, *fields.LETTER_CONTACT)),
        "letter.second_signatory",
        "letter.references",
        "letter.also_to",
        "letter.copies_to",
        "letter.paraf",
    )

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session, step)
        go_live, medium, *more = fields.LETTER
        self.ask("Geçiş", [go_live])
        self.head("Yazı nerede hazırlanacak")
        self.put(
            FieldEditor(fields.EBYS, session, step.id, change=session.answers.set_ebys),
        )
        self.put(FieldEditor(medium, session, step.id))
        self._medium = theme.label(role="hint")
        self.add(self._medium, theme.label(ARTICLES, role="hint"))
        self.ask("Sayı ve tarih", more)
        self.ask("İvedilik", fields.URGENCY)
        self.ask("İmza", fields.SIGNATORY)
        self._is_second_open = False
        self._ask_second()
        self.ask("Bilgi verecek kişi", fields.LETTER_CONTACT)
        self._fixed = tuple(self.editors)
        self._references = self._list(
            REFERENCE,
            "letter.references",
            row_fields.REFERENCE,
            _REFERENCE_WORDS,
            "İlgi",
            "Bu yazı daha önceki bir yazıya ya da dilekçeye dayanıyorsa onu ekleyin; yoksa boş "
            "bırakın.",
        )
        self._also_to = self._list(
            ALSO_TO,
            "letter.also_to",
            row_fields.RECIPIENT,
            _ALSO_TO_WORDS,
            "Dağıtım",
            "Yazı yalnız bir yere gidiyorsa boş bırakın. Yazının gereğini başka yerler de "
            "yapacaksa onları ekleyin: yazının başında “DAĞITIM YERLERİNE” yazar, yerlerin hepsi "
            "yazının sonundaki Dağıtım bölümünde sayılır.",
        )
        self._copies_to = self._list(
            COPIES_TO, "letter.copies_to", row_fields.RECIPIENT, _COPIES_TO_WORDS
        )
        self._paraf = self._list(
            PARAF,
            "letter.paraf",
            row_fields.PARAF,
            _PARAF_WORDS,
            "Paraf",
            "Paraf yalnız belediyede kalan nüshaya atılır. En alt kademeden başlayın; kimseyi "
            "eklemezseniz nüshada elle yazmak için yer bırakılır.",
        )
        self._lists = (self._references, self._also_to, self._copies_to, self._paraf)

    def on_shown(self) -> None:
        """Clear the just-added markers."""
        super().on_shown()
        for each in self._lists:
            each.clear_new_markers()

    def new_rows(self) -> list[str]:
        """Return the rows of all lists added since the page was opened."""
        return [path for each in self._lists for path in each.new_row_paths()]

    def refresh(self) -> None:
        """Show the answers, and the rows of all lists."""
        for each in self._lists:
            each.refresh()
        self.editors = [*self._fixed, *(one for each in self._lists for one in each.editors)]
        count = len(self.session.answers.row_ids(REFERENCE))
        self._references.add_button.setVisible(count < MAX_REFERENCES)
        case = self.session.case()
        is_gizli = case.letter.secrecy == model.TOGETHER
        self._medium.setText(_GIZLI if is_gizli else _MEDIA.get(case.letter.medium, ""))
        self._medium.setVisible(bool(self._medium.text()))
        super().refresh()
        self._show_second()

    def _ask_second(self) -> None:
        """Put the questions about whoever signs beside the first, shown when they are asked for."""
        self._second = QWidget()
        column = QVBoxLayout(self._second)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.column.spacing())
        asked = [replace(field, required=True) for field in fields.SECOND_SIGNATORY]
        for each in self.questions(asked, defaults={_SECOND_CAPACITY: model.ASALETEN}):
            column.addWidget(each)
        self._add_second = button("İkinci imza ekle", self._open_second)
        self._remove_second = button("İkinci imzayı çıkar", self._close_second)
        column.addWidget(horizontal_row(self._remove_second))
        self.add(self._second, horizontal_row(self._add_second))

    def _show_second(self) -> None:
        answered = any(self.session.answers.answer(path).strip() for path in _SECOND)
        self._second.setVisible(self._is_second_open or answered)
        self._add_second.setHidden(self._second.isVisibleTo(self))

    def _open_second(self) -> None:
        self._is_second_open = True
        self._show_second()
        self.focus_field(_SECOND[0])

    def _close_second(self) -> None:
        self._is_second_open = False
        gone = dict.fromkeys(_SECOND)
        self.session.commit(
            partial(self.session.answers.put, ANSWER, gone, "İkinci imza çıkarıldı"), self.step.id
        )
        self._show_second()
        self._add_second.setFocus()

    def _list(
        self,
        table: str,
        path: str,
        asked: Sequence[Field],
        words: RowTexts,
        title: str = "",
        hint: str = "",
    ) -> RowListEditor:
        made = RowListEditor(
            self.session, self.step.id, table, path, asked, words, partial(self._asks, table)
        )
        made.row_added.connect(self._added)
        made.rebuilt.connect(lambda: self.follow_editors(made.editors))
        if title:
            self.head(title)
            self.add(theme.label(hint, role="hint"))
        self.add(made)
        return made

    def _asks(self, table: str, key: str, field: Field) -> bool:
        row = self.session.answers.rows(table)[key]
        return table != REFERENCE or _is_asked_of_reference(field.path, row)

    def _added(self, path: str) -> None:
        self.problems_changed.emit()
        self.focus_field(path)
