"""``ebel-wizard``: the window, or one of the commands that need none."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ebel_wizard import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the program's exit status."""
    multiprocessing.freeze_support()  # the packaged program starts itself for ``render``'s helpers
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a program without a console, as Windows starts it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    asked = cli.parse(sys.argv[1:] if arguments is None else arguments)
    if asked.command == "render":
        return cli.render(asked.files, asked.out, everything=asked.all, docx=asked.docx)
    if asked.command == "people":
        return cli.people(asked.file, as_json=asked.json)
    if asked.command == "demo":
        from ebel_wizard import demo

        return demo.run(asked.out)
    from ebel_wizard.ui.startup import application

    return application.run()


if __name__ == "__main__":
    sys.exit(main())
