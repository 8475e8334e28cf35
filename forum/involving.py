"""What the rooms plug in that let people look behind the scenes, advise, and say how it was."""

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
from forum.surveys.fillings import my_questions
from forum.surveys.views import surveys

PAGES: list[object] = [inside, advisory, surveys]

NAVIGATION: list[Entry] = [
    Entry("Changes and plans", "inside.announced", place="footer", order=7),
    Entry("The advisory group", "advisory.index", place="footer", order=8),
]

MY_THINGS: list[object] = [
    Filling(my_questions, public=False),
    Filling(fillings.newest, public=False),
]

SCHEDULE: dict[str, object] = {
    "ballots.count_closed": Every(timedelta(minutes=1), tasks.count_closed),
}

SUBJECTS: dict[str, object] = {
    **subjects.SUBJECTS,
    **of_ballots.SUBJECTS,
    **of_meetings.SUBJECTS,
}

DEMO = ["inside.demo:load", "advisory.demo:load"]
