"""Where on the disk something is to go: the system's dialogs, opened at the documents' folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

ANY: Final = "Bütün dosyalar (*)"


def ask_folder(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, "Klasör:", "Buraya kaydet", chosen)


def ask_file(
    parent: QWidget,
    title: str,
    name: str,
    kind: str,
    chosen: Callable[[Path], None],
    left: Callable[[], object] | None = None,
) -> None:
    """Ask for the place of a file whose name ends as the given one does; ``kind`` says what it is.

    Before a file that is there is replaced, the dialog asks. ``left``: no place was chosen.
    """
    suffix = Path(name).suffix
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{kind} (*{suffix})")
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    if left is not None:
        dialog.rejected.connect(left)
    _open(dialog, "Dosya adı:", "Kaydet", chosen)


def ask_existing(
    parent: QWidget,
    title: str,
    kinds: Sequence[str],
    verb: str,
    chosen: Callable[[Path], None],
    home: QStandardPaths.StandardLocation = QStandardPaths.StandardLocation.DocumentsLocation,
) -> None:
    """Ask for a file that is there; ``kinds`` are name filters of Qt's, ``verb`` the button.

    The dialog opens at ``home``.
    """
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    _open(dialog, "Dosya adı:", verb, chosen, home)


def _open(
    dialog: QFileDialog,
    what: str,
    verb: str,
    chosen: Callable[[Path], None],
    home: QStandardPaths.StandardLocation = QStandardPaths.StandardLocation.DocumentsLocation,
) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDirectory(QStandardPaths.writableLocation(home))
    label = QFileDialog.DialogLabel  # Qt's own Turkish leaves some of these in English
    dialog.setLabelText(label.LookIn, "Konum:")
    dialog.setLabelText(label.FileName, what)
    dialog.setLabelText(label.FileType, "Tür:")
    dialog.setLabelText(label.Accept, verb)
    dialog.setLabelText(label.Reject, "Vazgeç")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
