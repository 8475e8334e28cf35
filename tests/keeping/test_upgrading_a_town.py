"""A town of an older version keeps everything it had when it is upgraded."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from forum.kernel import schema
from forum.kernel.db import Model
from moderation.helpdesk.queries import book
from tests.keeping.conftest import victims

FIRST_TOWN = """
insert into calendar_version (id, name, facts) values (1, 'Office hours', '{}');
insert into service (id, slug, name, summary, owner, phone, place, opening, calendar_id,
    first_response_minutes, resolution_minutes)
    values (7, 'parking', 'Parking', 'Permits', 'Parking team', '', '', '', 1, 960, 2400),
           (8, 'bins', 'Bins', 'Collections', 'Street team', '', '', '', 1, 960, 2400);
insert into topic (id, slug, name, summary, service_id, position)
    values (1, 'permits', 'Permits', 'Where to park', 7, 1);
"""
ANOTHER_TOPIC = """insert into topic (id, slug, name, summary, service_id, position)
    values (2, 'bins', 'Bins', 'Collections', 8, 2)"""
TOWN_WITH_IDEAS = """
insert into member (id, name, name_key, role, is_under_18, is_imported, joined_at)
    values (1, 'Ada Okafor', 'ada okafor', 'citizen', false, false, '2026-01-01');
insert into subject (id, kind) values (11, 'idea'), (12, 'idea');
insert into idea (id, topic_id, author_id, title, slug, body, html, renderer, state, stage,
    is_undecided, version, support_count, viewer_count, imported_supports, comment_count, heat, top,
    proposed_at, published_at)
    values (11, 1, 1, 'A', 'a', 'A', 'A', 1, 'published', 'open', true, 1, 30, 30, 2, 0, 0, 0,
            '2026-01-01', '2026-01-01'),
           (12, 1, 1, 'B', 'b', 'B', 'B', 1, 'published', 'open', true, 1, 30, 30, 20, 0, 0, 0,
            '2026-01-01', '2026-01-01')
"""
TOWN_WITH_REQUESTS = """
insert into member (id, name, name_key, role, is_under_18, is_imported, joined_at)
    values (1, 'Ada Okafor', 'ada okafor', 'citizen', false, false, '2026-01-01');
insert into subject (id, kind) values (20, 'idea'), (21, 'ticket'), (22, 'ticket'), (23, 'ticket'),
    (24, 'ticket');
insert into ticket (id, reference, source_kind, source_id, service_id, kind, is_for_managers,
    promised_for, trigger, state, is_live, impact, urgency, is_emergency, title, opener_id, version,
    opened_at)
    values (21, 'A', 'idea', 20, 7, 'information_request', false, 1, 'staff', 'open', true,
            'low', 'low', false, 'A', 1, 1, '2026-01-01'),
           (22, 'B', 'direct', null, 7, 'personal_data_request', false, 1, 'direct', 'open', true,
            'low', 'low', false, 'B', 1, 1, '2026-01-01'),
           (23, 'C', 'direct', null, 7, 'complaint', false, 1, 'direct', 'open', true,
            'low', 'low', false, 'C', 1, 1, '2026-01-01'),
           (24, 'D', 'direct', null, 7, 'legal_notice', true, 1, 'direct', 'resolved', false,
            'low', 'low', false, 'D', 1, 1, '2026-01-01')
"""
LONG_AGO = "'2026-01-01'"
PEOPLE_AT_DESK = f"""
insert into member (id, name, name_key, role, is_under_18, is_imported, joined_at)
    values (1, 'Ada', 'ada', 'citizen', false, false, {LONG_AGO}),
           (2, 'Ben', 'ben', 'citizen', false, false, {LONG_AGO});
insert into desk_person (id, member_id, is_remembered, large_print, made_at)
    values (11, 1, true, false, {LONG_AGO}), (12, null, true, false, {LONG_AGO}),
           (13, null, true, false, {LONG_AGO}), (14, 2, true, false, {LONG_AGO});
insert into person_link (id, one_id, other_id, evidence, proposed_by_id, proposed_at, agreed_at)
    values (1, 11, 12, 'said', 1, {LONG_AGO}, {LONG_AGO}),
           (2, 12, 13, 'said', 1, {LONG_AGO}, {LONG_AGO}),
           (3, 11, 13, 'said', 1, {LONG_AGO}, {LONG_AGO}),
           (4, 13, 14, 'said', 1, {LONG_AGO}, {LONG_AGO})
"""
TICKET_OF_AN_IDEA = f"""
insert into subject (id, kind) values (21, 'ticket'), (22, 'ticket');
insert into ticket (id, reference, source_kind, source_id, service_id, kind, is_for_managers,
    promised_for, trigger, state, is_live, impact, urgency, is_emergency, title, opener_id, version,
    opened_at, open_subtasks)
    values (21, 'A', 'idea', 11, 7, 'question', false, 1, 'staff', 'open', true,
            'low', 'low', false, 'A', 1, 1, {LONG_AGO}, 0),
           (22, 'B', 'direct', null, 7, 'question', false, 1, 'direct', 'open', true,
            'low', 'low', false, 'B', 1, 1, {LONG_AGO}, 0)
"""
AFTERWARDS = ([(7, "parking", 1, "service"), (8, "bins", 1, "service")], (7, 1))


@pytest.fixture
def first_town(empty_place):
    """The tables of the first version, with two services and a topic."""
    app = empty_place()
    schema.upgrade(app, to="0001")
    with _writing(app) as connection:
        for statement in FIRST_TOWN.split(";"):
            if statement.strip():
                connection.execute(text(statement))
    return app


def test_services_become_something_people_can_follow(first_town):
    schema.upgrade(first_town)

    assert what_there_is(first_town) == AFTERWARDS


def test_an_upgrade_killed_again_and_again_ends_as_if_nothing_had_happened(first_town, tmp_path):
    first_town.extensions["database"].dispose()

    kills = victims("upgrade", first_town, tmp_path)

    assert kills >= 4
    assert what_there_is(first_town) == AFTERWARDS
    assert compared(first_town) == []


def test_an_upgrade_that_would_leave_a_row_without_its_other_half_changes_nothing(first_town):
    if not first_town.extensions["database"].is_sqlite:
        pytest.skip("PostgreSQL checks each row as it changes")
    with _writing(first_town) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        raw = connection.connection.dbapi_connection
        connection.commit()
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("update topic set service_id = 99")
        raw.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(RuntimeError, match="A row of topic points at a row of service"):
        schema.upgrade(first_town)

    assert schema.version_of(first_town.extensions["database"].reading) == "0001"


def test_ideas_come_to_the_first_board_and_those_many_support_stay_on_the_list(first_town):
    schema.upgrade(first_town, to="0003")
    with _writing(first_town) as connection:
        for statement in TOWN_WITH_IDEAS.split(";"):
            connection.execute(text(statement))

    schema.upgrade(first_town)

    asked = "select i.id, b.slug, b.is_default from idea i join board b on b.id = i.board_id"
    with first_town.extensions["database"].reading.connect() as connection:
        ideas = [tuple(row) for row in connection.execute(text(f"{asked} order by i.id"))]
        queued = list(connection.scalars(text("select idea_id from idea_threshold")))
    assert ideas == [(11, "ideas", 1), (12, "ideas", 1)]
    assert queued == [11]
    assert compared(first_town) == []


def test_services_go_on_promising_what_they_promised_also_while_there_is_a_known_problem(
    first_town,
):
    schema.upgrade(first_town)

    asked = "select slug, counts_incidents, by_priority from service order by slug"
    with first_town.extensions["database"].reading.connect() as connection:
        kept = [tuple(row) for row in connection.execute(text(asked))]
    assert [(slug, bool(counts), str(by)) for slug, counts, by in kept] == [
        ("bins", True, "{}"),
        ("parking", True, "{}"),
    ]


def test_topics_keep_their_times_and_no_other_rule_begins(first_town):
    with _writing(first_town) as connection:
        connection.execute(text("update topic set escalates_after_minutes = 960"))
        connection.execute(text(ANOTHER_TOPIC))

    schema.upgrade(first_town)

    with first_town.app_context():
        rules = book()
    assert [(rule.trigger, rule.threshold) for rule in rules.by_itself(1)] == [("timer", 960)]
    assert rules.by_itself(2) == []
    assert compared(first_town) == []


def test_what_belongs_to_requests_that_are_open_is_kept_from_the_upgrade_on(first_town):
    schema.upgrade(first_town, to="0018")
    with _writing(first_town) as connection:
        for statement in TOWN_WITH_REQUESTS.split(";"):
            connection.execute(text(statement))

    schema.upgrade(first_town)

    asked = "select cause, subject_id, member_id from held order by cause, subject_id, member_id"
    with first_town.extensions["database"].reading.connect() as connection:
        held = {tuple(row) for row in connection.execute(text(asked))}
    assert held == {
        ("ticket:21", 21, None),
        ("ticket:21", 20, None),
        ("ticket:22", 22, None),
        ("ticket:22", None, 1),
    }
    with pytest.raises(DBAPIError, match="covered by a hold"), _writing(first_town) as connection:
        connection.execute(text("delete from ticket where id = 21"))
    assert compared(first_town) == []


def test_tickets_are_about_the_topic_of_what_they_came_from(first_town):
    for version, rows in (("0003", TOWN_WITH_IDEAS), ("0030", TICKET_OF_AN_IDEA)):
        schema.upgrade(first_town, to=version)
        with _writing(first_town) as connection:
            for statement in rows.split(";"):
                connection.execute(text(statement))

    schema.upgrade(first_town)

    with first_town.extensions["database"].reading.connect() as connection:
        about = connection.execute(text("select id, topic_id from ticket order by id")).all()
    assert [tuple(row) for row in about] == [(21, 1), (22, None)]
    assert compared(first_town) == []


def test_those_who_were_one_are_one_person_and_two_accounts_are_asked_anew(first_town):
    schema.upgrade(first_town, to="0025")
    with _writing(first_town) as connection:
        for statement in PEOPLE_AT_DESK.split(";"):
            connection.execute(text(statement))

    schema.upgrade(first_town)

    of_each = "select person_id, root_id, depth, parent_id, link_id from same_person"
    links = "select id, agreed_at is not null, ended_at is not null from person_link order by id"
    with first_town.extensions["database"].reading.connect() as connection:
        rows = {tuple(row) for row in connection.execute(text(of_each))}
        said = [tuple(map(int, row)) for row in connection.execute(text(links))]
    assert rows == {(11, 11, 0, None, None), (12, 11, 1, 11, 1), (13, 11, 2, 12, 2)}
    assert said == [(1, 1, 0), (2, 1, 0), (3, 1, 1), (4, 0, 0)]
    assert compared(first_town) == []


def what_there_is(app: Flask) -> tuple[object, ...]:
    services = """select s.id, s.slug, s.version, b.kind
        from service s join subject b on b.id = s.subject_id order by s.id"""
    with app.extensions["database"].reading.connect() as connection:
        followed = [tuple(row) for row in connection.execute(text(services))]
        topic = tuple(connection.execute(text("select service_id, version from topic")).one())
    return followed, topic


def compared(app: Flask) -> list[object]:
    with app.extensions["database"].writing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Model.metadata))


def _writing(app: Flask):
    return app.extensions["database"].writing.begin()


TOWN_WITH_PROGRAMS = """
insert into member (id, name, name_key, role, is_under_18, is_imported, joined_at) values
    (1, 'Ada', 'ada', 'citizen', {no}, {no}, '2026-03-02 09:00:00'),
    (2, 'Dev', 'dev', 'agent', {no}, {no}, '2026-03-02 09:00:00'),
    (3, 'Mona', 'mona', 'manager', {no}, {no}, '2026-03-02 09:00:00');
insert into api_token (id, digest, member_id, name, made_at) values
    (1, 'a', 1, 'Ada', '2026-03-02 09:00:00'), (2, 'b', 2, 'Dev', '2026-03-02 09:00:00'),
    (3, 'c', 3, 'Mona', '2026-03-02 09:00:00');
insert into sign_in (id, digest, member_id, browser, began_at, proved_at, ends_at) values
    (1, 'd', 2, 'Firefox', '2026-03-02 09:00:00', '2026-03-02 09:00:00', '2026-04-02 09:00:00');
"""


def test_programs_keep_what_they_could_do_and_staff_show_a_phone_next(empty_place):
    app = empty_place()
    schema.upgrade(app, to="0003")
    no = "0" if app.extensions["database"].is_sqlite else "false"
    with _writing(app) as connection:
        for statement in TOWN_WITH_PROGRAMS.format(no=no).split(";"):
            if statement.strip():
                connection.execute(text(statement))

    schema.upgrade(app)

    with app.extensions["database"].reading.connect() as connection:
        scopes = (
            connection.execute(text("select scopes from api_token order by id")).scalars().all()
        )
        stepped = connection.execute(text("select second_step_at from sign_in")).scalars().all()
    assert scopes == ["read write", "read write desk", "read write desk admin"]
    assert stepped == [None]
    assert compared(app) == []
