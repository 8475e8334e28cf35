"""Whatever a hold covers, the database itself lets nobody delete it, in no table it reaches."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from forum.kernel.db import Model, database
from forum.kernel.guards import set_guards, take_guards_off
from forum.kernel.schema import without_links
from tests.architecture.sources import told

THREAD = "(select id from thread order by id limit 1)"
IDEA = "(select id from idea order by id limit 1)"
SAID = "(select min(id) from group_message)"
TICKET = "(select min({column}) from {table} where {column} is not null)"
# Of each table a row that belongs to that thread, idea or ticket; the same one is held.
OF_THREAD = {
    "thread": f"id = {THREAD}",
    "answer": f"thread_id = {THREAD}",
    "comment": f"thread_id = {THREAD}",
    "note": f"thread_id = {THREAD}",
    "revision": f"post_id = {THREAD}",
    "attachment_use": f"subject_id = {THREAD}",
    "attachment": f"id in (select attachment_id from attachment_use where subject_id = {THREAD})",
}
OF_IDEA = {
    "idea": f"id = {IDEA}",
    "idea_comment": f"idea_id = {IDEA}",
    "stage_move": f"idea_id = {IDEA}",
    "official_reply": f"idea_id = {IDEA}",
}
BY_COLUMN = {
    "id": ["ticket"],
    "ticket_id": [
        *("message", "state_move", "ticket_step", "grievance", "disclosure", "first_answer"),
        *("lesson", "subtask", "ticket_transfer", "referral"),
    ],
    "about_id": ["incoming_mail"],
    "message_id": ["mail_file", "confirmed_passage", "outside_comment"],
}
COLUMN_OF = {table: column for column, tables in BY_COLUMN.items() for table in tables}
# What nothing in the town has written yet.
SEEDS = {
    "incoming_mail": "update {table} set about_id = (select min(ticket_id) from message)",
    "outside_comment": "update {table} set message_id = (select min(id) from message)"
    " where id = (select min(id) from {table})",
    "confirmed_passage": "insert into {table} (message_id, actor_id, kind, reason, confirmed_at)"
    " select min(id), (select min(id) from member), 'phone', 'Asked.', '2026-01-01' from message",
    "note": "insert into {table} (thread_id, deed, html, imported_thanks, written_at)"
    f" select {THREAD}, 'closed', '', 0, '2026-01-01'",
    "revision": "insert into {table} (post_id, number, body, editor_id, replaced_at)"
    f" select {THREAD}, 99, 'Before.', (select min(id) from member), '2026-01-01'",
    "idea_comment": "insert into {table} (id, idea_id, author_id, body, html, renderer, state,"
    f" imported_thanks, written_at) select max(id), {IDEA}, (select min(id) from member), '', '',"
    " 1, 'visible', 0, '2026-01-01' from subject",
}
OF_TOPIC = "(select service_id from topic where id = {topic})"
NOT_BY_PERSON = {"answer", "comment", "idea_comment", "attachment_use", "attachment"}
"""What others wrote there is theirs: a hold on the person who asked does not cover it."""
PARTS = ("subject", "topic", "service", "member")
OF_GROUP = {"group_message": f"id = {SAID}"}
OF_POSTS = {"thread": OF_THREAD, "idea": OF_IDEA, "group_message": OF_GROUP}
ROOTS = {"thread": THREAD, "idea": IDEA, "group_message": SAID}
CASES = [
    (table, whose, part)
    for whose, tables in OF_POSTS.items()
    for table in tables
    for part in PARTS
    if part != "member" or table not in NOT_BY_PERSON
    if part != "subject" or table not in OF_GROUP
] + [(table, "ticket", part) for table in COLUMN_OF for part in PARTS]


def root_of(table: str, whose: str) -> str:
    """The number of the thread, the idea or the ticket that a row of the table belongs to."""
    if whose != "ticket":
        return ROOTS[whose]
    if COLUMN_OF[table] == "message_id":
        of_it = TICKET.format(table=table, column="message_id")
        return f"(select ticket_id from message where id = {of_it})"
    column = COLUMN_OF[table]
    return TICKET.format(table=table, column=column)


def row_of(table: str, whose: str) -> str:
    if whose != "ticket":
        return OF_POSTS[whose][table]
    column, root = COLUMN_OF[table], root_of(table, whose)
    if column == "message_id":
        return f"message_id in (select id from message where ticket_id = {root})"
    return f"{column} = {root}"


def held(table: str, whose: str, part: str) -> str:
    """What a hold of that kind names, so that it covers the row."""
    root = root_of(table, whose)
    topic = f"(select topic_id from {whose} where id = {root})"
    of_ticket = f"(select service_id from ticket where id = {root})"
    whom = "opener_id" if whose == "ticket" else "author_id"
    return {
        "subject": root,
        "topic": topic,
        "service": of_ticket if whose == "ticket" else OF_TOPIC.format(topic=topic),
        "member": f"(select {whom} from {whose} where id = {root})",
    }[part]


@pytest.mark.parametrize(("table", "whose", "part"), CASES)
def test_the_database_refuses_to_delete_what_a_hold_covers(town, table, whose, part):
    with emptied(table, whose) as connection:
        deletion = f"delete from {table} where {row_of(table, whose)}"
        assert "covered by a hold" not in refusal(connection, deletion)

        put = f"insert into held (cause, {part}_id) select 'hold:1', {held(table, whose, part)}"
        connection.execute(text(put))

        assert "covered by a hold" in refusal(connection, deletion)


def test_every_table_with_a_guard_is_tried():
    models = [mapper.class_ for mapper in Model.registry.mappers]
    guarded = {one.__tablename__ for one in models if hasattr(one, "__kept__")}

    missing = sorted(guarded - {table for table, _, _ in CASES})

    assert not missing, told("Say here which of its rows belongs to a held thing.", missing)


def test_every_text_about_a_ticket_a_question_or_an_idea_has_a_guard():
    roots = {"thread.id", "idea.id", "ticket.id", "answer.id", "message.id"}
    bare = sorted(
        model.__tablename__
        for model in (mapper.class_ for mapper in Model.registry.mappers)
        if "words" in model.__privacy__.values() and not hasattr(model, "__kept__")
        if any(key.target_fullname in roots for key in model.__table__.foreign_keys)
    )

    assert bare == sorted(UNGUARDED), told("It could be deleted under a hold.", bare)


UNGUARDED = {"look_reason"}
"""Why staff opened a page: it goes two years after, and never while a hold covers the person."""


def test_a_table_that_guards_speak_of_can_still_be_made_anew(town):
    """As a later migration does; SQLite makes a table anew for nearly every change."""
    with database().writing.connect() as connection, without_links(connection):
        before = guards(connection)
        take_guards_off(connection)
        changes = Operations(MigrationContext.configure(connection))
        for table in ("ticket", "message"):
            with changes.batch_alter_table(table, recreate="always"):
                pass
        set_guards(connection)
        after = guards(connection)
        connection.rollback()

    assert len(before) > 20
    assert after == before


def guards(connection: Connection) -> list[str]:
    found = "select name from sqlite_master where type = 'trigger' and name like 'guard%'"
    return sorted(connection.execute(text(found)).scalars())


@contextmanager
def emptied(table: str, whose: str) -> Iterator[Connection]:
    """The town with no hold and at least one row of the kind, for one try; nothing stays."""
    engine = database().writing
    with engine.connect() as connection:
        transaction = connection.begin()
        connection.execute(text("delete from held"))
        if table in SEEDS:
            connection.execute(text(SEEDS[table].format(table=table)))
        if whose == "ticket":
            said = "opener_id = (select min(id) from member)"
            said += ", topic_id = (select min(id) from topic)"
            root = root_of(table, whose)
            connection.execute(text(f"update ticket set {said} where id = {root}"))
        row = row_of(table, whose)
        if not connection.scalar(text(f"select count(*) from {table} where {row}")):
            pytest.fail(f"The town has no {table} where {row}.")
        yield connection
        transaction.rollback()


def refusal(connection: Connection, statement: str) -> str:
    """What the database says; whatever it did is taken back."""
    point = connection.begin_nested()
    try:
        connection.execute(text(statement))
    except DBAPIError as error:
        return str(error)
    finally:
        point.rollback()
    return ""
