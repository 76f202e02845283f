"""``ebel-wizard``: the window, or one of the commands that need none."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ebel_wizard import cli
from ebel_wizard.settings import HOME_VARIABLE

_NO_FOLDER: Final = (
    "Komutun verildiği klasör silinmiş ya da çıkarılmış; başka bir klasöre geçip yeniden deneyin."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the program's exit status."""
    multiprocessing.freeze_support()  # the packaged program starts itself for ``render``'s helpers
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a program without a console, as Windows starts it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    asked = cli.parse(sys.argv[1:] if arguments is None else arguments)
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
    _leave_folder()
    from ebel_wizard.ui.startup import application

    return application.run()


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
    home = os.environ.get(HOME_VARIABLE, "")
    if home:  # it may be relative to the old one
        os.environ[HOME_VARIABLE] = str(Path(home).absolute())
    try:
        os.chdir(Path.home())
    except (OSError, RuntimeError):
        os.chdir(os.sep)


if __name__ == "__main__":
    sys.exit(main())
