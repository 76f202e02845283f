"""How far a page or a step has come, for the rail."""

from dataclasses import dataclass
from enum import Enum

from ebel_wizard.guide.plan import PlanRow
from ebel_wizard.guide.progress import Status


class Mark(Enum):
    """A state as it is seen: its icon, the colour of the icon, and the words for it."""

    icon: str
    role: str
    words: str

    def __new__(cls, icon: str, role: str, words: str) -> "Mark":
        """Return a mark that is known by its icon."""
        made = object.__new__(cls)
        made._value_ = icon
        made.icon, made.role, made.words = icon, role, words
        return made

    OPEN = "circle", "text2", "başlanmadı"
    HALF = "circle-half", "accent", "sürüyor"
    WAITING = "hourglass", "text2", "yanıt bekleniyor"
    DONE = "circle-check", "success", "tamamlandı"
    LEFT_OUT = "circle-minus", "hint", "gerekli değil"
    OPTIONAL = "circle-dashed", "hint", "isteğe bağlı"
    NO_TASK = "pencil", "hint", ""
    SHEET = "file-text", "hint", ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A mark, and how many answers are wrong; ``is_late`` once the suggested day is past."""

    mark: Mark
    problems: int = 0
    is_late: bool = False

    @property
    def icon(self) -> str:
        """The icon that is drawn for it."""
        return "clock" if self.is_late else self.mark.icon

    @property
    def role(self) -> str:
        """The colour of the icon."""
        return "warning" if self.is_late else self.mark.role

    @property
    def words(self) -> str:
        """The standing in words; nothing where there is nothing to do."""
        wrong = f"{self.problems} sorun var" if self.problems else ""
        return ", ".join(filter(None, (self.mark.words, "gecikti" * self.is_late, wrong)))


_OF_STATUS = {
    Status.NOT_STARTED: Mark.OPEN,
    Status.IN_PROGRESS: Mark.HALF,
    Status.WAITING: Mark.WAITING,
    Status.DONE: Mark.DONE,
    Status.NOT_NEEDED: Mark.LEFT_OUT,
}


def of_step(row: PlanRow, problems: int) -> Standing:
    """Return how far a step has come, by its row of the plan and what is wrong in it."""
    return Standing(_OF_STATUS[row.status], problems, row.is_overdue)


def of_parts(done: int, total: int, problems: int = 0) -> Standing:
    """Return the standing of work of which ``done`` of ``total`` parts are done."""
    if not total or not done:
        mark = Mark.OPEN
    else:
        mark = Mark.DONE if done == total and not problems else Mark.HALF
    return Standing(mark, problems)
