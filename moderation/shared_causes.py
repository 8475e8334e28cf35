"""What the rooms of shared causes and shared work plug in; `wiring.py` hands it on."""

from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from moderation.helpdesk.events import TicketMoved, TicketOpened
from moderation.problems import checks, fillings, letters, reactions, tasks
from moderation.problems import models as problem_models
from moderation.problems.events import ProblemMoved, ProblemTold
from moderation.problems.queries import known_like
from moderation.problems.subjects import SUBJECTS
from moderation.problems.views import problems
from moderation.subtasks import checks as subtask_checks
from moderation.subtasks import fillings as subtask_fillings
from moderation.subtasks import letters as subtask_letters
from moderation.subtasks import models as subtask_models
from moderation.subtasks import reactions as subtask_reactions
from moderation.subtasks.events import SubtaskMoved, SubtaskOpened
from moderation.subtasks.views import subtasks

__all__ = ["SUBJECTS", "problem_models", "subtask_models"]

PAGES = [problems, subtasks]

NAVIGATION = [
    Entry("Problems", "problems.index", place="footer", who="desk", order=69),
    Entry("Tasks for your department", "subtasks.index", place="footer", who="staff", order=69),
]

SLOTS = {
    "ticket": [
        Filling(subtask_fillings.on_ticket, public=False),
        Filling(fillings.on_ticket, public=False),
    ],
    "ticket before answering": [
        Filling(fillings.at_desk, public=False),
        Filling(subtask_fillings.at_desk, public=False),
    ],
}

REACTIONS: dict[type[Event], list[Reaction]] = {
    ProblemMoved: [reactions.tell_followers],
    ProblemTold: [reactions.tell_followers],
    SubtaskMoved: [subtask_reactions.tell_desk],
    SubtaskOpened: [subtask_reactions.tell_department],
    TicketMoved: [subtask_reactions.withdraw_with_ticket],
    TicketOpened: [reactions.link_new],
}

SIMILAR = {"problem": known_like}

DEMO = [Later("moderation.problems.demo:load"), Later("moderation.subtasks.demo:load")]

PLANNED = tasks.PLANNED

CHECKS = {**checks.CHECKS, **subtask_checks.CHECKS}

MAILS = {**letters.MAILS, **subtask_letters.MAILS}
