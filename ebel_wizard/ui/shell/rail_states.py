"""How far every step has come, shown in the rail."""

from dataclasses import replace

from ebel_wizard.guide.plan import PlanRow
from ebel_wizard.ui.pages import name_of, pages_of, standing_of, wrong_answers
from ebel_wizard.ui.shell.place_line import Entry
from ebel_wizard.ui.shell.rail import Rail, titled
from ebel_wizard.ui.shell.schedule import plan_now
from ebel_wizard.ui.state import standing
from ebel_wizard.ui.state.session import Session
from ebel_wizard.ui.state.standing import Standing


class RailStates:
    """Tells the rail what the answers say about the steps, and about the pages of one of them."""

    def __init__(self, session: Session, rail: Rail) -> None:
        self._session = session
        self._rail = rail
        self._here = ""

    def refresh(self) -> None:
        """Show how far every step has come, and each page of the step one is in."""
        self._rail.show_steps([*map(self._step, plan_now(self._session).rows)])

    def show_place(self, place: str) -> None:
        """Mark the place the officer is at, and unfold the step around it."""
        self._here = place
        self.refresh()
        self._rail.show_place(place)

    def wrong_answer(self, place: str) -> str:
        """Return the path of the first wrong answer of a step, where the red sign of one stands
        beside it; else nothing.
        """
        step = next((each for each in self._session.guide.steps if each.id == place), None)
        is_here = self._here.partition("/")[0] == place
        wrong = wrong_answers(self._session, step) if step is not None and not is_here else []
        return wrong[0].field if wrong else ""

    def _step(self, row: PlanRow) -> Entry:
        step = row.step
        made = standing.of_step(row, len(wrong_answers(self._session, step)))
        inside = []
        is_here = self._here.partition("/")[0] == step.id
        for at, page in enumerate(pages_of(step), 1):
            # Only what is unfolded is seen; a long list takes time to be counted.
            state = standing_of(self._session, step, page) if is_here else None
            place = f"{step.id}/{page.name}"
            inside.append(_page(place, name_of(step, page), str(at), state))
        plain = titled(step)
        return replace(
            plain,
            words=f"{plain.words}, {made.words}",
            icon=made.icon,
            role=made.role,
            problems=0 if is_here else made.problems,
            inside=tuple(inside),
        )


def _page(place: str, name: str, number: str, state: Standing | None) -> Entry:
    if state is None:
        return Entry(place, name, name, narrow=number)
    words = ", ".join(filter(None, (name, state.words)))
    return Entry(place, name, words, state.icon, state.role, narrow=number, problems=state.problems)
