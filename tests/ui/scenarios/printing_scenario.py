"""A program of its own: prints all of step 1 on a printer, as the window does.

    python -m tests.ui.scenarios.printing_scenario PRINTER COPIES [COMMAND ...]

Runs the command when the printer was chosen and nothing is printed yet. Tells what the officer is
told; returns 1 when it was not printed.
"""

import subprocess
import sys

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ebel_wizard import demo, documents
from ebel_wizard.documents.kind import A4, C5
from ebel_wizard.ui.widgets import printing


def main(name: str, copies: int, *command: str) -> int:
    app = QApplication([])
    case = demo.example()
    made = (*documents.build(case), *documents.extras(case))
    papers = [each for each in made if each.kind.size in {A4, C5}]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setCopyCount(copies)
    if command:
        subprocess.run(command, check=True)
    try:
        said, done = printing.print_documents(papers, printer), True
    except printing.NotPrintedError as error:
        said, done = str(error), False
    sys.stdout.buffer.write(said.encode())
    app.quit()
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:]))
