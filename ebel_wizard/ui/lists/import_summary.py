"""What importing a list would do, in words."""

from collections import Counter

from ebel_wizard.case import row_fields
from ebel_wizard.people_import.plan import ImportPlan, wrong_phone
from ebel_wizard.people_import.results import KIND_NAMES
from ebel_wizard.turkish import numbers
from ebel_wizard.ui.lists.columns import NO_TCKN


def imported_count(plan: ImportPlan) -> int:
    """Return how many people are imported; those asked about are not."""
    return len(plan.people) - len(plan.asked)


def people_text(plan: ImportPlan) -> str:
    """Return the number of people: “1.204 kişi (1.190 yeni, 10 güncellenen, 4 aynı)”."""
    merge = plan.merge
    kinds = (("yeni", merge.added), ("güncellenen", merge.altered), ("aynı", merge.same))
    named = ", ".join(f"{numbers.shown(count)} {word}" for word, count in kinds if count)
    return f"{numbers.shown(imported_count(plan))} kişi ({named})"


def preview_text(plan: ImportPlan) -> str:
    """Return what would be imported, and what would not."""
    count = imported_count(plan)
    texts = [f"{people_text(plan)} alınacak." if count else "Alınacak kimse yok."]
    if count and plan.merge.change is None:
        texts = ["Listedeki herkes kayıtlı ve bilgileri aynı."]
    if plan.units:
        texts.append(f"{numbers.shown(plan.units)} yeni birim eklenecek.")
    if plan.result.rejected:
        texts.append(f"{numbers.shown(len(plan.result.rejected))} satır alınamadı.")
    if plan.asked:
        texts.append(f"{numbers.shown(len(plan.asked))} kişinin TCKN’si bir başkasına ait.")
    phones = sum(bool(wrong_phone(each)) for each in plan.result.accepted)
    if phones:
        texts.append(
            f"{numbers.shown(phones)} kişinin telefonu cep numarası değil; aldıktan sonra "
            "“Düzeltilecek” ile bulup düzeltin."
        )
    if plan.numberless and plan.change is not None:
        texts.append(
            f"{numbers.shown(plan.numberless)} kişi TCKN’siz alınacak; aldıktan sonra “{NO_TCKN}” "
            "ile bulup yazın."
        )
    return " ".join(texts)


def notes_text(plan: ImportPlan) -> str:
    """Return what the officer cannot see from the people: rows set aside, columns left out."""
    set_aside = plan.result.set_aside
    counted = Counter(KIND_NAMES[each.kind] for each in set_aside)
    kinds = ", ".join(f"{numbers.shown(count)} {name}" for name, count in counted.items())
    texts = [f"{numbers.shown(len(set_aside))} satır kişi sayılmadı: {kinds}."] if kinds else []
    texts += plan.sheet.notes
    labels = {field.path: field.label for field in row_fields.PERSON}
    texts += [
        f"{labels[field]} birden çok sütunda olabilir ({', '.join(names)}); yukarıdan seçin, "
        "seçmezseniz boş kalır."
        for field, names in plan.result.unsure.items()
    ]
    hidden = [plan.columns.headings[column] for column in plan.columns.passed_over]
    if hidden:
        texts.append(f"Gizli sütunlar okunmadı: {', '.join(hidden)}.")
    return " ".join(texts)


def done_text(plan: ImportPlan) -> str:
    """Return what was imported."""
    texts = [f"{people_text(plan)} alındı."]
    if plan.units:
        texts.append(f"{numbers.shown(plan.units)} yeni birim eklendi.")
    if plan.numberless:
        texts.append(
            f"{numbers.shown(plan.numberless)} kişinin TCKN’si yok; “{NO_TCKN}” ile bulup yazın."
        )
    return " ".join(texts)
