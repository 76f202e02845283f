"""The difference between two states of a case: the change from one to the other, in words."""

from collections import Counter
from typing import Final

from ebel_wizard.case.answers import Answers, Change, Edit
from ebel_wizard.case.tables import ANSWER, TABLES
from ebel_wizard.turkish import numbers

# Single answers by the first part of their path.
_ANSWERS: Final = {
    "municipality": "Belediye bilgileri",
    "letter": "Yazı",
    "ebys": "Yazı",
    "kep": "KEP",
    "olur": "Olur",
}


def change_to(answers: Answers, wanted: Answers, label: str) -> Change | None:
    """Return the change that makes the answers equal the wanted ones; None when they are."""
    edits: list[Edit] = []
    for table in TABLES:
        here, there = answers.rows(table), wanted.rows(table)
        for key in (*here, *(key for key in there if key not in here)):
            before, after = here.get(key), there.get(key)
            if before != after:
                edits.append(Edit(table, key, before, after))
    return Change(label, tuple(edits)) if edits else None


def in_words(change: Change, comes: str = "geri gelecek") -> list[str]:
    """Return what a change would do, list by list: ``Personel: 12 kişi geri gelecek``.

    ``comes`` is the verb for a row that is not there now.
    """
    return [
        line
        for table in TABLES
        for line in _lines(table, [edit for edit in change.edits if edit.table == table], comes)
    ]


def _lines(table: str, edits: list[Edit], comes: str) -> list[str]:
    spec = TABLES[table]
    if table == ANSWER:
        counts = Counter(_ANSWERS.get(edit.key.partition(".")[0], spec.title) for edit in edits)
        return [
            f"{title}: {numbers.shown(count)} {spec.noun} değişecek"
            for title, count in counts.items()
        ]
    new = sum(edit.before is None for edit in edits)
    gone = sum(edit.after is None for edit in edits)
    kinds = ((new, comes), (gone, "çıkacak"), (len(edits) - new - gone, "değişecek"))
    words = [f"{numbers.shown(count)} {spec.noun} {verb}" for count, verb in kinds if count]
    return [f"{spec.title}: {', '.join(words)}"] if words else []
