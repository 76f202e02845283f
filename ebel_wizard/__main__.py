"""``ebel-wizard``: the window, or one of the commands that need none."""

import multiprocessing
import sys
from collections.abc import Sequence

from ebel_wizard import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the program's exit status."""
    multiprocessing.freeze_support()  # the packaged program starts itself for ``render``'s helpers
    asked = cli.parse(sys.argv[1:] if arguments is None else arguments)
    if asked.command == "render":
        return cli.render(asked.files, asked.out, everything=asked.all)
    if asked.command == "demo":
        from ebel_wizard import demo

        return demo.run(asked.out)
    from ebel_wizard import app

    return app.run()


if __name__ == "__main__":
    sys.exit(main())
