"""``ebel-wizard``: the window, or one of the commands that need none."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ebel_wizard.turkish.letters import lower_ascii

_NO_FOLDER: Final = (
    "Komutun verildiği klasör silinmiş ya da çıkarılmış; başka bir klasöre geçip yeniden deneyin."
)
_HANDOVER: Final = ".ebel"
_BUG: Final = (
    "Programda beklenmeyen bir hata oldu. Cevaplarınız yerinde duruyor. Aşağıdaki ayrıntıyı bilgi "
    "işlem biriminize iletin; içinde yazdıklarınız yer almaz."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the program's exit status."""
    _use_utf8()
    if getattr(sys, "frozen", False):  # it starts itself for ``render``'s helpers
        import multiprocessing

        multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except Exception as error:  # noqa: BLE001 - a packaged program would show the error's own text
        _report(error, is_script=bool(given))
        return 1


def _use_utf8() -> None:
    """Write UTF-8: a redirected console is cp1252 or cp1254 on Windows; Turkish must survive."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # a program without a console, as Windows starts it
            stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _run(given: Sequence[str]) -> int:
    if not given:  # the window does not wait for what the commands need
        return _open_window()
    if len(given) == 1 and lower_ascii(given[0]).endswith(_HANDOVER):  # a double click on the file
        return _open_window(given[0])
    from ebel_wizard import cli

    asked = cli.parse(given)
    if asked.command and not _has_folder():
        sys.stderr.write(f"{_NO_FOLDER}\n")
        return 1
    if asked.command == "render":
        return cli.render(asked.files, asked.out, everything=asked.all, docx=asked.docx)
    if asked.command == "people":
        return cli.people(asked.file, as_json=asked.json)
    if asked.command == "demo":
        if asked.check:
            from ebel_wizard.demo import checks

            return checks.run(asked.out)
        from ebel_wizard import demo

        return demo.run(asked.out)
    return _open_window()


def _open_window(handover: str = "") -> int:
    file = Path(handover) if handover else None
    if file is not None and _has_folder():
        file = file.absolute()
    _leave_folder()
    from ebel_wizard.ui.startup import application

    return application.run(file)


def _report(error: Exception, *, is_script: bool) -> None:
    """Say where in the program an error came from, without its own text: it may quote an answer.

    In a dialog too, unless a script waits for the end. The text of an import's error names a
    library, and the demo's people are invented.
    """
    from ebel_wizard import __version__
    from ebel_wizard.store import program_log

    if is_script and "ebel_wizard.demo" in sys.modules:
        traceback.print_exception(error)
        return
    kind = f"{type(error).__name__}: {error}" if isinstance(error, ImportError) else None
    places = program_log.places(error.__traceback__)
    details = "\n".join([f"ebel_wizard {__version__}", kind or type(error).__name__, *places])
    text = f"{_BUG}\n\n{details}\n"
    sys.stderr.write(text)
    if not is_script:
        try:
            from ebel_wizard.ui.startup import display

            display.show_bug(text)
        except ImportError:  # Qt itself is what is missing
            if sys.platform == "win32":
                import ctypes

                title = "e-Belediye’ye geçiş"
                ctypes.windll.user32.MessageBoxW(None, text, title, 0x10)


def _has_folder() -> bool:
    """Return whether the folder that the program was started in is still there."""
    try:
        return bool(Path.cwd())
    except OSError:
        return False


def _leave_folder() -> None:
    """Work in the account's own folder, as a start from the desktop does.

    The one that the program was started in may be deleted meanwhile, or lie on a stick that could
    not be pulled out while the window is open.
    """
    from ebel_wizard.settings import HOME_VARIABLE

    home = os.environ.get(HOME_VARIABLE, "")
    if home:  # it may be relative to the old one
        os.environ[HOME_VARIABLE] = str(Path(home).absolute())
    try:
        os.chdir(Path.home())
    except (OSError, RuntimeError):
        os.chdir(os.sep)


if __name__ == "__main__":
    sys.exit(main())
