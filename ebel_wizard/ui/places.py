"""Where on the disk something is to go: the system's dialogs, opened at the documents' folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder that is there."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Klasör:")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Buraya kaydet")
    dialog.open()


def ask_file(
    parent: QWidget, title: str, name: str, kind: str, chosen: Callable[[Path], None]
) -> None:
    """Ask for the place of a file whose name ends as the given one does; ``kind`` says what it is.

    Before a file that is there is replaced, the dialog asks.
    """
    suffix = Path(name).suffix
    dialog = _dialog(parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{kind} (*{suffix})")
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Dosya adı:")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Kaydet")
    dialog.open()


def ask_existing(parent: QWidget, title: str, kinds: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a file that is there; ``kinds`` is a name filter of Qt's."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Dosya adı:")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Seç")
    dialog.open()


def _dialog(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    home = QStandardPaths.StandardLocation.DocumentsLocation
    dialog.setDirectory(QStandardPaths.writableLocation(home))
    label = QFileDialog.DialogLabel  # Qt's own Turkish leaves these in English
    dialog.setLabelText(label.LookIn, "Konum:")
    dialog.setLabelText(label.FileType, "Tür:")
    dialog.setLabelText(label.Reject, "Vazgeç")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return dialog
