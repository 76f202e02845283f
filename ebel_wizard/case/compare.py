"""What two states of a case differ in: the change from one to the other, and its words."""

from collections import Counter
from typing import Final

from ebel_wizard.case.answers import (
    ADDITIONAL_UNIT,
    ANSWER,
    FILE,
    LOGIN_PROBLEM,
    OFFICER,
    PAGE_AUTHORITY,
    PAGE_SET,
    PARAF,
    PERSON,
    REFERENCE,
    ROUTE_TEAM,
    STEP,
    STEP_TEXT,
    TABLES,
    TICK,
    UNIT,
    Answers,
    Change,
    Edit,
)
from ebel_wizard.turkish import numbers

# What a list is called, and one row of it.
_NAMES: Final = {
    PERSON: ("Personel", "kişi"),
    UNIT: ("Birimler", "birim"),
    OFFICER: ("Proje sorumluları", "kişi"),
    REFERENCE: ("İlgi", "satır"),
    PARAF: ("Paraf", "satır"),
    FILE: ("Dosyalar", "dosya"),
    STEP: ("Adımların durumu, günleri ve notları", "adım"),
    TICK: ("Yapılacaklar", "işaret"),
    ADDITIONAL_UNIT: ("Ek birimler", "satır"),
    PAGE_AUTHORITY: ("Sayfa yetkileri", "kişi"),
    PAGE_SET: ("Sayfa takımları", "takım"),
    ROUTE_TEAM: ("İmza rota yönetim takımı", "kişi"),
    LOGIN_PROBLEM: ("Giriş sorunları", "satır"),
    STEP_TEXT: ("Düzeltilen adımlar", "adım"),
}
# Single answers by the first part of their path.
_ANSWERS: Final = {"municipality": "Belediye bilgileri", "letter": "Yazı", "kep": "KEP"}
_OTHER_ANSWERS: Final = "Öbür adımların cevapları"


def change_to(answers: Answers, wanted: Answers, label: str) -> Change | None:
    """The change after which the answers equal the wanted ones, or None when they already do."""
    edits: list[Edit] = []
    for table in TABLES:
        here, there = answers.rows(table), wanted.rows(table)
        for key in (*here, *(key for key in there if key not in here)):
            before, after = here.get(key), there.get(key)
            if before != after:
                edits.append(Edit(table, key, before, after))
    return Change(label, tuple(edits)) if edits else None


def in_words(change: Change, comes: str = "geri gelecek") -> list[str]:
    """What a change would do, list by list: ``Personel: 12 kişi geri gelecek, 1 kişi çıkacak``;
    ``comes`` says what becomes of a row that is not there now.
    """
    counts = Counter(
        _ANSWERS.get(edit.key.partition(".")[0], _OTHER_ANSWERS)
        for edit in change.edits
        if edit.table == ANSWER
    )
    lines = [f"{name}: {numbers.shown(count)} cevap değişecek" for name, count in counts.items()]
    for table, (name, unit) in _NAMES.items():
        own = [edit for edit in change.edits if edit.table == table]
        new = sum(edit.before is None for edit in own)
        gone = sum(edit.after is None for edit in own)
        kinds = (
            (new, comes),
            (gone, "çıkacak"),
            (len(own) - new - gone, "değişecek"),
        )
        said = [f"{numbers.shown(count)} {unit} {verb}" for count, verb in kinds if count]
        if said:
            lines.append(f"{name}: {', '.join(said)}")
    return lines
