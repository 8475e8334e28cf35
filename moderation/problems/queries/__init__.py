"""Questions about problems; `problem_numbered` and `public_problem` are the only ways to one."""

from moderation.problems.queries.alike import known_like, linkable_like, problems_like
from moderation.problems.queries.linked import (
    Linked,
    linked_subject,
    linked_with,
    links_of,
    problems_of,
    problems_of_thread,
)
from moderation.problems.queries.rows import (
    MOST,
    moves_made,
    people_at_desk,
    problem_numbered,
    problems,
    public_path,
    public_problem,
    updates_of,
)
from moderation.problems.queries.told import (
    Tally,
    Whom,
    acknowledged_on,
    last_update,
    tallies_of,
    unsent_of,
    update_sent_with,
    whom_it_reaches,
)

__all__ = [
    "MOST",
    "Linked",
    "Tally",
    "Whom",
    "acknowledged_on",
    "known_like",
    "last_update",
    "linkable_like",
    "linked_subject",
    "linked_with",
    "links_of",
    "moves_made",
    "people_at_desk",
    "problem_numbered",
    "problems",
    "problems_like",
    "problems_of",
    "problems_of_thread",
    "public_path",
    "public_problem",
    "tallies_of",
    "unsent_of",
    "update_sent_with",
    "updates_of",
    "whom_it_reaches",
]
