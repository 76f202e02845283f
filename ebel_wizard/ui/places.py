"""Where on the disk something is to go: the system's dialogs, opened at the documents' folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, "Klasör:", "Buraya kaydet", chosen)


def ask_pdf(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
    """Ask for the place of a PDF file; before one that is there is replaced, the dialog asks."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    _open(dialog, "Dosya adı:", "Kaydet", chosen)


def ask_workbook(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
    """Ask for the place of an Excel file; before one that is there is replaced, the dialog asks."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter("Excel (*.xlsx)")
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(name)
    _open(dialog, "Dosya adı:", "Kaydet", chosen)


def ask_list(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a list of people that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    kinds = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"
    dialog.setNameFilters([f"Listeler ({kinds})", "Bütün dosyalar (*)"])
    _open(dialog, "Dosya adı:", "Aç", chosen)


def _open(dialog: QFileDialog, what: str, verb: str, chosen: Callable[[Path], None]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    home = QStandardPaths.StandardLocation.DocumentsLocation
    dialog.setDirectory(QStandardPaths.writableLocation(home))
    label = QFileDialog.DialogLabel  # Qt's own Turkish leaves some of these in English
    dialog.setLabelText(label.LookIn, "Konum:")
    dialog.setLabelText(label.FileName, what)
    dialog.setLabelText(label.FileType, "Tür:")
    dialog.setLabelText(label.Accept, verb)
    dialog.setLabelText(label.Reject, "Vazgeç")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
