"""Questions asked about groups and what waits for them; none of them changes anything."""

from forum.helping.queries.figures import Figures, figures_of
from forum.helping.queries.groups import (
    Group,
    adopted_by,
    adoption_of,
    group_of,
    group_to_read,
    live_coach,
    open_topics,
    waiting_in,
)
from forum.helping.queries.hours import Week, hours_of, week_of
from forum.helping.queries.queue import Waiting, queue_of
from forum.helping.queries.talk import keeps_messages_of, messages_of, unanswered_in

__all__ = [
    "Figures",
    "Group",
    "Waiting",
    "Week",
    "adopted_by",
    "adoption_of",
    "figures_of",
    "group_of",
    "group_to_read",
    "hours_of",
    "keeps_messages_of",
    "live_coach",
    "messages_of",
    "open_topics",
    "queue_of",
    "unanswered_in",
    "waiting_in",
    "week_of",
]
