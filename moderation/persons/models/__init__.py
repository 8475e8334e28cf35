"""People at the desk: who looked at whose page and why, notes, and who is the same person."""

from moderation.persons.models.connections import PersonLink, PersonYes
from moderation.persons.models.people import (
    DeskPerson,
    LookReason,
    PersonLook,
    PersonTicket,
    SharedNote,
)
from moderation.persons.models.sameness import same_person

__all__ = [
    "DeskPerson",
    "LookReason",
    "PersonLink",
    "PersonLook",
    "PersonTicket",
    "PersonYes",
    "SharedNote",
    "same_person",
]
