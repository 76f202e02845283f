"""All that a case has on paper, as the window shows it, with what is wrong on each document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ebel_wizard import documents
from ebel_wizard.case import paper_rules, rules
from ebel_wizard.case.model import Case
from ebel_wizard.case.rules import Problem
from ebel_wizard.documents import kinds
from ebel_wizard.documents.kind import ALONG, Document, DocumentKind, Group
from ebel_wizard.documents.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Documents of one snapshot, with what stops them from being posted.

    ``posting`` is what is wrong with envelopes, copies for initials and the papers that only some
    cases have; ``words`` are those that an electronic letter is made of in the EBYS.
    """

    snapshot: Snapshot
    papers: tuple[Document, ...]
    errors: tuple[Problem, ...]
    posting: tuple[Problem, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The answers they were made from."""
        return self.snapshot.case

    def problems(self, kind: DocumentKind) -> list[Problem]:
        """Return what is wrong on a document."""
        is_along = kind.group in (*ALONG, Group.ON_REQUEST)
        of_posting = self.posting if is_along else ()
        return [each for each in (*self.errors, *of_posting) if kind.shows(each.field)]


def make(snapshot: Snapshot) -> DocumentSet:
    """Make all documents of a snapshot: drafts while something is wrong on them."""
    case, errors, logo = snapshot.case, snapshot.errors(), snapshot.picture()
    posting = (*documents.check_posting(case), *paper_rules.check(case))
    draft = bool(errors)

    def made_along(*, draft: bool) -> tuple[Document, ...]:
        extras = documents.extras(case, draft=draft, logo=logo)
        return (*extras, *documents.on_request(case, draft=draft))

    along = made_along(draft=draft)
    if not draft and rules.errors(posting):
        # Only what the problem stands on is a draft.
        drafts = made_along(draft=True)
        made = DocumentSet(snapshot, (), errors, posting)
        along = tuple(
            draft if rules.errors(made.problems(paper.kind)) else paper
            for paper, draft in zip(along, drafts, strict=True)
        )
    papers = (*documents.build(case, draft=draft, logo=logo), *along)
    return DocumentSet(snapshot, papers, errors, posting, documents.request_words(case))


def have_copies(papers: Sequence[Document], case: Case) -> bool:
    """Return whether any of these has a copy for a word processor."""
    copied = {kind.copy_of for kind in kinds.of(Group.EDITABLE) if kind.exists(case)}
    return any(paper.kind in copied for paper in papers)
