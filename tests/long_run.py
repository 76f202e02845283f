"""What a long run has done, kept so that an interrupted one goes on where it was."""

import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
_CODE: Final = ("ebel_wizard", "resources", "tests/ui")  # what an outcome depends on


def kept_outcomes(name: str, wanted: int) -> Path:
    """Return the file with a line for each outcome of a run, and say how many are there.

    A count belongs to one state of the code: another one begins anew, and so does a run after
    one that came to its end.
    """
    code = sha256()
    for folder in _CODE:
        for each in sorted((ROOT / folder).rglob("*")):
            if each.is_file() and each.parent.name != "__pycache__":
                code.update(each.relative_to(ROOT).as_posix().encode() + b"\0" + each.read_bytes())
    kept = ROOT / "out" / "soak" / f"{name}-{code.hexdigest()[:12]}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    has_others = any(each != kept for each in kept.parent.glob(f"{name}-*.jsonl"))
    kept.touch()
    count = len(kept.read_text("utf-8").splitlines())
    if count >= wanted:
        kept.write_text("", "utf-8")
        begins = "anew, for the last run came to its end"
    elif count:
        begins = f"after {count}"
    else:
        begins = "anew, for the code is another" if has_others else "anew"
    sys.stderr.write(f"\n{name}: {wanted} are wanted; this run begins {begins}\n")
    return kept
