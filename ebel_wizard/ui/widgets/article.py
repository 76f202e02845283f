"""A text to read: headings, paragraphs, lists and tables in the sizes and colours of the window."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
)
from PySide6.QtWidgets import QTextBrowser

from ebel_wizard.ui.widgets import scheme, tokens
from ebel_wizard.ui.widgets.tokens import Type

_LINE_HEIGHT: Final = 125  # percent
_END_OF_BLOCK: Final = QTextCursor.MoveOperation.EndOfBlock


class Article(QTextBrowser):
    """Shows a text in Markdown under its title; goes to the headings in it."""

    link_followed = Signal(str)
    """Where a link of the text leads, without its number sign."""

    def __init__(self) -> None:
        super().__init__()
        self._markdown = ""
        self._is_drawing = False
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(tokens.SPACE_16)
        self.document().setIndentWidth(tokens.SPACE_24)
        self.anchorClicked.connect(self._follow)

    def show_text(self, title: str, text: str) -> None:
        """Show a text from its beginning."""
        self._markdown = f"## {title}\n\n{text}"
        self.setAccessibleName(title)
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_heading(self, heading: str) -> None:
        """Put a heading at the top and the cursor into it."""
        for block in self._blocks():
            if block.blockFormat().headingLevel() and block.text() == heading:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top) - tokens.SPACE_8)
                return

    def changeEvent(self, event: QEvent) -> None:
        """Draw the text again in other colours or another font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange}
        if event.type() in kinds and self._markdown and not self._is_drawing:
            at = self.verticalScrollBar().value()
            self._draw()
            self.verticalScrollBar().setValue(at)

    def _draw(self) -> None:
        self._is_drawing = True
        self.setMarkdown(self._markdown)
        whole = QTextCursor(self.document())
        whole.beginEditBlock()  # one layout for all of it
        for block in self._blocks():
            self._dress(block)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)
        whole.endEditBlock()
        self._is_drawing = False

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _dress(self, block: QTextBlock) -> None:
        """Give a block its distances, and a heading its size."""
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        room = QTextBlockFormat()
        room.setTopMargin(0)
        room.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            room.setTopMargin(tokens.SPACE_16 if block.blockNumber() else 0)
            room.setBottomMargin(tokens.SPACE_4)
            cursor.movePosition(_END_OF_BLOCK, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(tokens.GROUP if level <= 2 else tokens.LABEL))
        elif cursor.currentTable() is None:
            room.setBottomMargin(
                tokens.SPACE_4 if block.textList() is not None else tokens.SPACE_12
            )
        cursor.mergeBlockFormat(room)

    def _format(self, kind: Type) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFontPointSize(self.font().pointSizeF() * kind.ratio)
        made.setFontWeight(QFont.Weight(kind.weight))
        return made

    def _follow(self, to: QUrl) -> None:
        self.link_followed.emit(unquote(to.toString()).removeprefix("#"))


def _dress_table(table: QTextTable) -> None:
    """Leave a table a line under each row, and its words room."""
    look = table.format()
    look.setBorder(0)
    look.setCellSpacing(0)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setTopMargin(tokens.SPACE_8)
    look.setBottomMargin(tokens.SPACE_16)
    table.setFormat(look)
    for row in range(table.rows()):
        for column in range(table.columns()):
            _dress_cell(table.cellAt(row, column), is_head=row == 0)


def _dress_cell(cell: QTextTableCell, *, is_head: bool) -> None:
    look = cell.format().toTableCellFormat()
    look.setTopPadding(tokens.SPACE_4)
    look.setBottomPadding(tokens.SPACE_8)
    look.setRightPadding(tokens.SPACE_12)
    look.setBottomBorder(tokens.EDGE)
    look.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBottomBorderBrush(QBrush(scheme.colour("line")))
    cell.setFormat(look)
    if is_head:
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight(tokens.LABEL.weight))
        cursor.mergeCharFormat(strong)
        left = QTextBlockFormat()
        left.setAlignment(Qt.AlignmentFlag.AlignLeft)
        cursor.mergeBlockFormat(left)
