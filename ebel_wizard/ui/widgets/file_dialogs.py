"""The system's dialogs for files and folders, in Turkish.

The first is opened at the documents' folder, a later one where something was last chosen.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

ANY: Final = "Bütün dosyalar (*)"
_last_used: Final[list[Path]] = []
"""The folder in which something was last chosen; gone with the program, for it may tell of people.
"""


def ask_folder(
    parent: QWidget, title: str, chosen: Callable[[Path], None], verb: str = "Buraya kaydet"
) -> None:
    """Ask for an existing folder."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, "Klasör:", verb, chosen)


def ask_save_path(
    parent: QWidget,
    title: str,
    name: str,
    kind: str,
    chosen: Callable[[Path], None],
    cancelled: Callable[[], object] | None = None,
) -> None:
    """Ask where to save a file; ``kind`` describes it beside the suffix of ``name``.

    The dialog asks before an existing file is replaced. ``cancelled`` is called if none is chosen.
    """
    suffix = Path(name).suffix
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{kind} (*{suffix})")
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    if cancelled is not None:
        dialog.rejected.connect(cancelled)
    _open(dialog, "Dosya adı:", "Kaydet", chosen)


def ask_open_path(
    parent: QWidget,
    title: str,
    kinds: Sequence[str],
    verb: str,
    chosen: Callable[[Path], None],
    home: QStandardPaths.StandardLocation = QStandardPaths.StandardLocation.DocumentsLocation,
) -> None:
    """Ask for an existing file; ``kinds`` are Qt name filters, ``verb`` is the button's text."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    _open(dialog, "Dosya adı:", verb, chosen, home)


def _open(
    dialog: QFileDialog,
    name_label: str,
    verb: str,
    chosen: Callable[[Path], None],
    home: QStandardPaths.StandardLocation = QStandardPaths.StandardLocation.DocumentsLocation,
) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    places = (*_last_used, Path(QStandardPaths.writableLocation(home)), Path.home())
    dialog.setDirectory(str(next(filter(Path.is_dir, places), places[-1])))
    label = QFileDialog.DialogLabel  # Qt's own Turkish leaves some of these in English
    dialog.setLabelText(label.LookIn, "Konum:")
    dialog.setLabelText(label.FileName, name_label)
    dialog.setLabelText(label.FileType, "Tür:")
    dialog.setLabelText(label.Accept, verb)
    dialog.setLabelText(label.Reject, "Vazgeç")
    is_folder = dialog.fileMode() is QFileDialog.FileMode.Directory

    def remember(path: str) -> None:
        _last_used[:] = [Path(path) if is_folder else Path(path).parent]
        chosen(Path(path))

    dialog.fileSelected.connect(remember)
    dialog.open()
