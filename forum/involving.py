"""What the rooms plug in that let people look behind the scenes, ask, advise, say how it was."""

from datetime import timedelta

from forum.advisory import subjects as of_meetings
from forum.advisory.views import advisory
from forum.ballots import subjects as of_ballots
from forum.ballots import tasks
from forum.inside import fillings, subjects
from forum.inside.views import inside
from forum.kernel.house import Entry
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from forum.notifications import reactions as notifying
from forum.rounds import fillings as of_rounds
from forum.rounds import subjects as rounds_subjects
from forum.rounds import tasks as round_tasks
from forum.rounds.events import RoundQuestionAnswered
from forum.rounds.views import rounds
from forum.surveys.fillings import my_questions
from forum.surveys.views import surveys

PAGES: list[object] = [inside, rounds, advisory, surveys]

NAVIGATION: list[Entry] = [
    Entry("Changes and plans", "inside.announced", place="footer", order=7),
    Entry("The advisory group", "advisory.index", place="footer", order=8),
    Entry("Rounds of questions", "rounds.index", place="footer", order=9),
]

MY_THINGS: list[object] = [
    Filling(my_questions, public=False),
    Filling(fillings.newest, public=False),
]

BEHIND: list[object] = [Filling(of_rounds.going_on, public=False)]

REACTIONS: dict[type, list[object]] = {
    RoundQuestionAnswered: [notifying.tell_of_round_answer],
}

SCHEDULE: dict[str, object] = {
    "ballots.count_closed": Every(timedelta(minutes=1), tasks.count_closed),
    "rounds.close_ended": Every(timedelta(minutes=1), round_tasks.close_ended),
}

SUBJECTS: dict[str, object] = {
    **subjects.SUBJECTS,
    **of_ballots.SUBJECTS,
    **of_meetings.SUBJECTS,
    **rounds_subjects.SUBJECTS,
}

DEMO = ["inside.demo:load", "rounds.demo:load", "advisory.demo:load"]
