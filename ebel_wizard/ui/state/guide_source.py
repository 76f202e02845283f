"""The steps that the window shows: the program's or the officer's, and their own words."""

from pathlib import Path

from ebel_wizard.case.answers import GUIDE, Answers
from ebel_wizard.case.tables import STEP_TEXT
from ebel_wizard.guide.loader import GuideError, parse_guide
from ebel_wizard.guide.model import Guide
from ebel_wizard.guide.rewrite import with_texts
from ebel_wizard.store.errors import StoreError
from ebel_wizard.store.kept_files import Files


class GuideSource:
    """Reads the guide that the answers name; parses each file once."""

    def __init__(self, shipped: Guide, answers: Answers, files: Files) -> None:
        self._shipped = shipped
        self._answers = answers
        self._files = files
        self._own: tuple[str, Guide] = ("", shipped)
        """Digest of the officer's file and what it holds."""
        self._guide: Guide | None = None

    def guide(self) -> Guide:
        """Return the steps, in the officer's own words where there are some."""
        if self._guide is None:
            self._guide = with_texts(self.base_guide(), self._answers.rows(STEP_TEXT))
        return self._guide

    def base_guide(self) -> Guide:
        """Return the steps as the guide file has them: the officer's file, else the program's.

        A kept file that is lost or damaged leaves the program's in use.
        """
        ids = self._answers.file_ids(GUIDE)
        file = self._answers.file(ids[0]) if ids else None
        if file is None:
            return self._shipped
        if self._own[0] != file.digest:
            try:
                guide = parse_guide(self._files.read(file.digest), Path(file.name))
            except (StoreError, GuideError):
                guide = self._shipped
            self._own = (file.digest, guide)
        return self._own[1]

    def refresh(self) -> bool:
        """Read the answers again; return whether the steps are others than before."""
        before, self._guide = self._guide, None
        return self.guide() != before
