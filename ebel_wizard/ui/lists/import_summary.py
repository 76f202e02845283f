"""What importing a list would do, in words."""

from ebel_wizard.people_import.plan import ImportPlan
from ebel_wizard.turkish import numbers


def people_text(plan: ImportPlan) -> str:
    """Return the number of people: “1.204 kişi (1.190 yeni, 10 güncellenen, 4 aynı)”."""
    merge = plan.merge
    kinds = (("yeni", merge.added), ("güncellenen", merge.altered), ("aynı", merge.same))
    named = ", ".join(f"{numbers.shown(count)} {word}" for word, count in kinds if count)
    return f"{numbers.shown(len(plan.people))} kişi ({named})"


def preview_text(plan: ImportPlan) -> str:
    """Return what would be imported, and what would not."""
    texts = [f"{people_text(plan)} alınacak." if plan.people else "Alınacak kimse yok."]
    if plan.people and plan.merge.change is None:
        texts = ["Listedeki herkes kayıtlı ve bilgileri aynı."]
    if plan.units:
        texts.append(f"{numbers.shown(plan.units)} yeni birim eklenecek.")
    if plan.result.rejected:
        texts.append(f"{numbers.shown(len(plan.result.rejected))} satır alınamadı.")
    phones = sum(
        correction.field == "mobile" and not correction.corrected
        for accepted in plan.result.accepted
        for correction in accepted.corrections
    )
    if phones:
        texts.append(f"{numbers.shown(phones)} kişinin telefonu cep numarası değil, alınmayacak.")
    return " ".join(texts)


def done_text(plan: ImportPlan) -> str:
    """Return what was imported."""
    text = f"{people_text(plan)} alındı."
    return f"{text} {numbers.shown(plan.units)} yeni birim eklendi." if plan.units else text
