"""After the move: the data of the earlier system, on their page, at home and in the report."""

from datetime import timedelta

from ebel_wizard.guide import plan
from ebel_wizard.turkish import dates
from tests.ui.wizard import Wizard

PLACE = ("11. ", "Geçişten sonra")
EARLIER = "e-Belediye’den önce benzer bir sistem"


def move_on(wizard: Wizard, days: int) -> str:
    """Let the go-live day be so many days past; return the last day for the data, in words."""
    day = wizard.window.session.today() - timedelta(days=days)
    wizard.step_one("Yazı")
    wizard.answer("e-Belediye’ye geçiş günü", dates.short(day))
    return dates.long(plan.year_after(day))


def test_the_page_says_the_day_that_the_law_leaves(wizard: Wizard) -> None:
    day = move_on(wizard, 3)
    wizard.go(*PLACE)
    assert wizard.says("geçici 10’uncu maddesi")
    assert wizard.says(f"Son gün {day}.")
    wizard.answer("Verilerin taşındığı gün", dates.short(wizard.window.session.today()))
    assert not wizard.says("Son gün ")


def test_where_there_was_no_such_system_no_day_is_asked_for(wizard: Wizard) -> None:
    move_on(wizard, 3)
    wizard.go(*PLACE)
    assert wizard.asks("Verilerin taşındığı gün")
    wizard.answer(EARLIER, "Yoktu: taşınacak veri yok")
    assert not wizard.asks("Verilerin taşındığı gün")
    assert not wizard.says("Son gün ")
    wizard.go("Görev listesi")
    assert not wizard.says("Önceki sistemde veri varsa")


def test_a_day_to_come_is_no_day_on_which_data_were_moved(wizard: Wizard) -> None:
    move_on(wizard, 3)
    wizard.go(*PLACE)
    tomorrow = wizard.window.session.today() + timedelta(days=1)
    wizard.answer("Verilerin taşındığı gün", dates.short(tomorrow))
    assert wizard.problems() == [
        "“Verilerin taşındığı gün” bugünden sonra olamaz; o gün gelince yazın."
    ]


def test_the_task_list_speaks_of_the_data_after_the_move_and_leads_to_their_page(
    wizard: Wizard,
) -> None:
    day = move_on(wizard, 300)
    wizard.step(10)
    wizard.choose_status("tamamlandı")
    wizard.go("Görev listesi")
    assert wizard.says(f"{day} günü bitiyor.")
    wizard.press("Göster")
    assert wizard.page() == "Geçişten sonra"
