"""The month that opens beside a date."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ebel_wizard.demo import driver
from ebel_wizard.ui.widgets import theme
from ebel_wizard.ui.widgets.calendar import MonthPopup


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_day_and_every_weekday_can_be_read(qtbot: QtBot, scheme: str, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, scheme, scale)
    window = QWidget()
    qtbot.addWidget(window)
    popup = MonthPopup(window)
    popup.show_at(QPoint(0, 0), date(2026, 12, 15))
    driver.process_events()
    (table,) = driver.visible_widgets(popup, QTableView)
    drawn = table.viewport().grab().toImage()
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = table.visualRect(model.index(row, column))
            if cell.isEmpty():  # the week's number
                continue
            inks = {
                drawn.pixel(x, y)
                for x in range(cell.left() + 1, cell.right())
                for y in range(cell.top() + 1, cell.bottom())
            }
            assert len(inks) > 1, (row, column)
    popup.close()
    theme.apply(app, "system")
