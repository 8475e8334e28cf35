"""What the desk and the person do with what is kept about the person."""

from moderation.persons.actions.connecting import agree, agree_for, part, propose
from moderation.persons.actions.keeping import (
    Needs,
    answer_note,
    choose_memory,
    say_needs,
    share_note,
)
from moderation.persons.actions.knowing import is_of, know_caller, know_member, know_person_of
from moderation.persons.actions.looking import give_reason, look, note_search

__all__ = [
    "Needs",
    "agree",
    "agree_for",
    "answer_note",
    "choose_memory",
    "give_reason",
    "is_of",
    "know_caller",
    "know_member",
    "know_person_of",
    "look",
    "note_search",
    "part",
    "propose",
    "say_needs",
    "share_note",
]
