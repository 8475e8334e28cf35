"""Questions about people at the desk; `person_numbered` is the only way to one."""

from moderation.persons.queries.connections import (
    brought_otherwise,
    is_tied,
    link_between,
    link_numbered,
    links_of,
    said_yes,
)
from moderation.persons.queries.finding import (
    known_as,
    person_numbered,
    person_of_member,
    person_of_ticket,
)
from moderation.persons.queries.own import OwnPage, looks_at, note_of, own_page
from moderation.persons.queries.reasons import reason_now, ticket_at_hand
from moderation.persons.queries.sameness import is_same, needs_of, people_who_are, way_of, ways_of
from moderation.persons.queries.showing import Shown, shown_to

__all__ = [
    "OwnPage",
    "Shown",
    "brought_otherwise",
    "is_same",
    "is_tied",
    "known_as",
    "link_between",
    "link_numbered",
    "links_of",
    "looks_at",
    "needs_of",
    "note_of",
    "own_page",
    "people_who_are",
    "person_numbered",
    "person_of_member",
    "person_of_ticket",
    "reason_now",
    "said_yes",
    "shown_to",
    "ticket_at_hand",
    "way_of",
    "ways_of",
]
