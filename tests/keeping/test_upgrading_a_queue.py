"""A queue of an older version keeps its tickets, their log and their messages when upgraded."""

import pytest
from sqlalchemy import text

from forum.kernel import schema
from tests.keeping.test_upgrading_a_town import FIRST_TOWN

QUEUE = """
insert into subject (id, kind) values (31, 'ticket'), (32, 'ticket');
insert into ticket (id, reference, source_kind, service_id, kind, is_for_managers, promised_for,
    trigger, state, is_live, impact, urgency, title, version, opened_at)
    values (31, 'FM-AAAAAAA1', 'direct', 7, 'question', false, 1, 'direct', 'merged', false,
            'low', 'low', 'The meter', 1, '2026-01-01'),
           (32, 'FM-AAAAAAA2', 'direct', 7, 'question', false, 1, 'direct', 'open', true,
            'low', 'low', 'A meter', 1, '2026-01-01');
insert into state_move (id, ticket_id, before, state, reason, moved_at)
    values (1, 31, null, 'new', 'direct', '2026-01-01'),
           (2, 31, 'new', 'merged', 'duplicate', '2026-01-02');
insert into message (id, ticket_id, is_from_staff, visibility, channel, body, html, renderer,
    written_at)
    values (1, 31, false, 'private', 'web', 'It eats coins.', '<p>It eats coins.</p>', 1,
            '2026-01-01')
"""


@pytest.fixture
def older_town(empty_place):
    app = empty_place()
    schema.upgrade(app, to="0001")
    _run(app, FIRST_TOWN)
    schema.upgrade(app, to="0012")
    _run(app, QUEUE)
    return app


def test_tickets_joined_before_stay_joined_and_lead_nowhere(older_town):
    schema.upgrade(older_town)

    asked = "select id, state, is_live, merged_into_id from ticket order by id"
    assert _rows(older_town, asked) == [(31, "merged", False, None), (32, "open", True, None)]
    assert _rows(older_town, "select before, state from state_move order by id") == [
        (None, "new"),
        ("new", "merged"),
    ]
    assert _rows(older_town, "select body, via_id from message") == [("It eats coins.", None)]


def test_every_service_gives_its_tickets_by_hand_as_before(older_town):
    schema.upgrade(older_town)

    assert _rows(older_town, "select * from giving_rule") == []


def test_whoever_wrote_before_is_known_at_the_desk_once(older_town):
    _run(
        older_town,
        "update ticket set contact_name = 'Robin', contact_email = 'Robin@example.org' where id=31;"
        "update ticket set contact_email = 'robin@example.org' where id = 32",
    )

    schema.upgrade(older_town)

    known = _rows(older_town, "select name, email_key, is_remembered from desk_person")
    assert known == [("Robin", "robin@example.org", True)]
    assert _rows(older_town, "select ticket_id from person_ticket order by 1") == [(31,), (32,)]


def test_whoever_has_a_ticket_is_responsible_for_it(older_town):
    dev = "(2, 'Dev', 'dev', 'agent', false, false, '2026-01-01')"
    columns = "id, name, name_key, role, is_under_18, is_imported, joined_at"
    _run(older_town, f"insert into member ({columns}) values {dev}")
    _run(older_town, "update ticket set assignee_id = 2 where id = 32")

    schema.upgrade(older_town)

    assert _rows(older_town, "select ticket_id, owner_id from ticket_owner") == [(32, 2)]


def _run(app, statements):
    with app.extensions["database"].writing.begin() as connection:
        for statement in statements.split(";"):
            if statement.strip():
                connection.execute(text(statement))


def _rows(app, statement):
    with app.extensions["database"].reading.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]
