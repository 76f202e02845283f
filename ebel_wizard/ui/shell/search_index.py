"""Everything that can be found: steps, pages, questions, people, units, settings and words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ebel_wizard.case import fields, register
from ebel_wizard.case.field import Field
from ebel_wizard.case.tables import PERSON, TABLES
from ebel_wizard.guide import glossary
from ebel_wizard.turkish import letters
from ebel_wizard.ui.pages import name_of, page_asking_for, pages_of
from ebel_wizard.ui.settings.cards import BACKUPS, ENCRYPTION, HANDOVER
from ebel_wizard.ui.settings.handover import TITLE as HANDOVER_TITLE
from ebel_wizard.ui.settings.page import SETTING_FIELDS
from ebel_wizard.ui.shell import help_sections
from ebel_wizard.ui.shell.about import TITLE as ABOUT_TITLE
from ebel_wizard.ui.shell.places import HELP, HISTORY, REGISTER, SETTINGS, TITLES
from ebel_wizard.ui.state.session import Session


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found: its words, what it is, and the place (and field) it leads to."""

    title: str
    kind: str
    place: str
    field: str = ""

    @property
    def is_explanation(self) -> bool:
        """Return whether it tells about something that is done elsewhere."""
        return self.place.startswith(f"{HELP.name}/")


_Entry = tuple[str, str, Hit]
"""The title, and everything it is found by, reduced for comparing; and what it is."""


class Index:
    """Everything that can be found, read again after a change; people only if one was altered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_stale = True
        self._known: list[str] | None = None
        self._people: list[_Entry] = []
        self._others: list[_Entry] = []
        for altered in (session.changed, session.guide_changed, session.settings_changed):
            altered.connect(self._forget)

    def read(self) -> None:
        """Read what can be found now, unless it is known."""
        if not self._is_stale:
            return
        self._is_stale = False
        self._others = [
            (letters.fold(hit.title), letters.fold(f"{hit.title} {hit.kind} {more}"), hit)
            for hit, more in self._things()
        ]
        everybody = self._session.people()
        if everybody is not self._known:
            self._known = everybody
            self._people = list(self._persons(everybody))

    def find(self, text: str) -> list[Hit]:
        """Return the hits that hold every word, titles that begin with the text first.

        Where something is done comes before what is told about it.
        """
        self.read()
        wanted = letters.fold(letters.clean(text))
        words = wanted.split()
        found = [*self._others, *self._people] if words else []
        for word in words:
            found = [entry for entry in found if word in entry[1]]
        ranked: tuple[list[Hit], list[Hit], list[Hit]] = ([], [], [])
        for title, _, hit in found:
            begins = title.startswith(wanted) and not hit.is_explanation
            named = begins or all(word in title for word in words)
            ranked[0 if begins else 1 if named else 2].append(hit)
        return [hit for rank in ranked for hit in rank]

    def _forget(self) -> None:
        self._is_stale = True

    def _things(self) -> Iterator[tuple[Hit, str]]:
        """Yield whatever can be found but people, each with further words it is found by."""
        yield from self._steps()
        yield from _places()
        for spec in TABLES.values():
            if spec.found_at is None or spec.name == PERSON:
                continue
            for key, row in self._session.answers.rows(spec.name).items():
                name = spec.name_of(row)
                if name:
                    kind, field = letters.title(spec.noun), f"{key}.{spec.named_by[0]}"
                    yield Hit(name, kind, spec.found_at, field), ""
        yield from _told()

    def _steps(self) -> Iterator[tuple[Hit, str]]:
        """Yield the steps, their pages, and the questions that are asked there."""
        case = self._session.case()
        for step in self._session.guide.steps:
            told = (*step.instructions, *step.notes, *step.early, *step.menu_path)
            more_words = " ".join((step.short, *told))
            yield Hit(f"{step.number}. {step.title}", "Adım", step.id), more_words
            for page in pages_of(step):
                kind = f"{step.number}. adımın sayfası"
                named = f"{page.title} {page.search_words}"
                yield Hit(name_of(step, page), kind, f"{step.id}/{page.name}"), named
            for path, question in fields.BY_PATH.items():
                asking = page_asking_for(step, path)
                if asking is not None and question.applies(case):
                    kind = f"{step.number}. adım, {name_of(step, asking)}"
                    yield Hit(question.label, kind, f"{step.id}/{asking.name}", path), question.help

    def _persons(self, everybody: Sequence[str]) -> Iterator[_Entry]:
        """Yield people by name, title and unit; TCKN and telephone stay out of it."""
        rows, place = self._session.answers.rows(PERSON), TABLES[PERSON].found_at or ""
        fold = cache(letters.fold)  # many have the same title and unit
        for key in everybody:
            name = register.full_name(rows[key])
            kind = ", ".join(filter(None, (str(rows[key]["title"]), str(rows[key]["unit"]))))
            if name:
                title, hit = letters.fold(name), Hit(name, kind or "Kişi", place, f"{key}.name")
                yield title, f"{title} {fold(kind)}", hit


def _places() -> Iterator[tuple[Hit, str]]:
    """Yield the places besides the steps, and what is in the settings."""
    for tab, title in TITLES.items():
        yield Hit(title, REGISTER.title, f"{REGISTER.name}/{tab}"), ""
    yield Hit(HISTORY.title, "Yapılan değişiklikler", HISTORY.name), ""
    for path, question in SETTING_FIELDS.items():
        yield _setting(question.label, path), " ".join((question.help, *_choices(question)))
    yield _setting("Yedekler", BACKUPS), "yedeği geri yükle"
    yield _setting("Şifreleme", ENCRYPTION), "cevapları şifrele kurtarma kodu"
    yield _setting(HANDOVER_TITLE, HANDOVER), "devral başka bilgisayar görevli"


def _told() -> Iterator[tuple[Hit, str]]:
    """Yield what Yardım explains: words, and the headings of the handbook."""
    for word in glossary.words():
        place = f"{HELP.name}/{help_sections.GLOSSARY}"
        yield Hit(word.word, "Sözlük", place, word.word), " ".join(word.also)
    for section in (help_sections.key_list(), help_sections.word_list()):
        yield Hit(section.title, HELP.title, f"{HELP.name}/{section.name}"), "kısayol yardım"
    yield Hit(ABOUT_TITLE, HELP.title, f"{HELP.name}/{help_sections.ABOUT}"), "sürüm lisans klasör"
    for section in help_sections.handbook():
        place = f"{HELP.name}/{section.name}"
        yield Hit(section.title, "Kullanım kılavuzu", place), ""
        for heading in section.headings():
            yield Hit(heading, "Kullanım kılavuzu", place, heading), section.title


def _choices(question: Field) -> Iterable[str]:
    return (question.choices or {}).values()


def _setting(title: str, field: str) -> Hit:
    return Hit(title, SETTINGS.title, SETTINGS.name, field)
