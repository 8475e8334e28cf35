"""What people send about an idea, checked, with the sentence to show."""

from typing import Any

from forum.ideas.models import LONGEST_SUMMARY
from forum.ideas.queries.boards import places
from forum.ideas.queries.reasons import given_by_hand
from forum.ideas.states import MOVED_BY_STAFF
from forum.kernel.forms import Choice, Line, PlainForm, Words
from forum.topics.queries import all_topics

LONGEST_CASE = 10_000
LONGEST_DETAILS = 10_000
LONGEST_DEPARTMENT = 100


class IdeaForm(PlainForm):
    """`look` asks for ideas like this one, before anything is posted. Where there is one board
    nobody is asked which.
    """

    title = Line("Your idea in one line", missing="Write your idea in one line.")
    body = Words(
        "What should change, and whom would it help?",
        most=LONGEST_CASE,
        missing="Say what should change.",
    )
    topic = Choice("Topic", missing="Choose the topic that fits best.")
    board = Choice("Board", missing="Choose the board it belongs to.")
    look = Line("Look", most=3)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.topic.choices = [(topic.slug, topic.name) for topic in all_topics()]
        self.board.choices = [(one.slug, one.name) for one in places() if one.is_open]
        if not self.board.data and len(self.board.choices) == 1:
            self.board.data = self.board.choices[0][0]


class SupportForm(PlainForm):
    """One button: support it, or take that back when it says `no`."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data != "no")


class ShowingForm(SupportForm):
    """One button of the staff: let it show, or take it out of sight when it says `no`."""


class IdeaDecisionForm(PlainForm):
    """`summary` is what every supporter reads; `stage` may be where it stands already."""

    stage = Choice(
        "Where does it stand now?",
        [(stage, stage) for stage in MOVED_BY_STAFF],
        missing="Choose where it stands now.",
    )
    reason = Choice("Reason", missing="Choose one of the reasons in the list.")
    summary = Line("What you decided, in a sentence", most=LONGEST_SUMMARY)
    details = Words("Details", most=LONGEST_DETAILS)
    department = Line("Department", most=LONGEST_DEPARTMENT)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.reason.choices = [("", ""), *given_by_hand()]
