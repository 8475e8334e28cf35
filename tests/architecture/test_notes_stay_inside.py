"""Notes between staff leave the desk by no way: what sends, publishes or shows takes a Message."""

import ast
from collections.abc import Sequence
from typing import get_type_hints

import pytest
from sqlalchemy import inspect

from moderation.handover.actions import pass_on
from moderation.handover.queries import to_pass_on
from moderation.helpdesk import queries
from moderation.helpdesk.actions import answer_ticket, publish_answer, tell_along, write_message
from moderation.helpdesk.api import schemas
from moderation.helpdesk.models import InternalNote, Message, TicketEntry
from moderation.helpdesk.telling import Told
from moderation.knowledge.actions import write_from_ticket
from tests.architecture.sources import rooms, told

# Who reads messages and notes together, by function. A new line here is read by two people.
READ_BOTH = {
    "moderation/disclosures/queries.py told_of": "finds what would tell who asked",
    "moderation/erasing.py empty_tickets": "notes about a person go with them",
    "moderation/grievances/queries.py involved_in": "whoever wrote a note had to do with it",
    "moderation/helpdesk/actions/writing.py _keep": "puts either down",
    "moderation/helpdesk/actions/writing.py say_written": "either is an event of the ticket",
    "moderation/helpdesk/api/schemas.py _entry": "both have one shape for the desk's programs",
    "moderation/helpdesk/queries/joined.py written_on": "which rows are of a ticket",
    "moderation/helpdesk/queries/private.py _told": "finds private words in a public text",
    "moderation/helpdesk/queries/tickets.py whole_conversation": "the page of the desk",
    "moderation/helpdesk/queries/tickets.py written_with": "one showing of a form, one row",
    "moderation/mail_in/actions/keeping.py forget_files_of_erased": "files go with the person",
    "moderation/mail_in/showing.py _readable": "files of mails from outside desks, for the desk",
}
# Who makes or takes notes.
NAME_NOTES = {
    "moderation/desk/showing.py _words_of": "the page of the desk",
    "moderation/helpdesk/actions/noting.py note_from_outside": "an outside desk writes by mail",
    "moderation/helpdesk/actions/noting.py write_note": "staff leave one",
    "moderation/helpdesk/actions/writing.py note_down": "makes the row",
    "moderation/helpdesk/api/schemas.py note": "for the desk's programs",
    "moderation/helpdesk/queries/tickets.py whole_conversation": "the page of the desk",
    "moderation/mail_in/actions/placing.py _add": "what became of a mail",
}


@pytest.mark.parametrize(
    ("name", "known"), [(TicketEntry.__name__, READ_BOTH), (InternalNote.__name__, NAME_NOTES)]
)
def test_who_names_notes_says_why(name, known):
    there = {
        f"{source.place} {function.name}"
        for source in rooms()
        for function in source.functions
        if any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(function))
    }

    assert sorted(there - set(known)) == [], told(
        "Take a Message, which is never a note, or say here why notes are needed.",
        sorted(there - set(known)),
    )
    assert sorted(set(known) - there) == []


# What sends, publishes or shows, and where it says that it takes or gives a message. That nothing
# else is handed to it is what mypy sees to.
WAYS_OUT = [
    (answer_ticket, "return", Message),
    (pass_on, "message", Message),
    (publish_answer, "message", Message),
    (queries.conversation, "return", Sequence[Message]),
    (schemas.message, "written", Message),
    (tell_along, "return", Message),
    (to_pass_on, "return", Sequence[Message]),
    (Told, "messages", Sequence[Message]),
    (write_from_ticket, "message", Message),
    (write_message, "return", Message),
]


@pytest.mark.parametrize(("way", "name", "taken"), WAYS_OUT)
def test_what_leaves_the_desk_is_a_message(way, name, taken):
    assert get_type_hints(way)[name] == taken


def test_nobody_calls_them_otherwise():
    named = {TicketEntry.__name__, InternalNote.__name__}
    renamed = [
        source.at(node.lineno, f"{one.name} as {one.asname}")
        for source in rooms()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
        if one.name in named and one.asname
    ]

    assert not renamed, told("Under another name the rule above would not see it.", renamed)


def test_every_kind_of_row_is_one_of_the_two():
    kinds = {
        kind.class_: kind.polymorphic_identity for kind in inspect(TicketEntry).self_and_descendants
    }

    assert kinds == {TicketEntry: None, Message: False, InternalNote: True}
