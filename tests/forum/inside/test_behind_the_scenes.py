"""Who reads what behind the scenes, when everybody does, and what may never be told early."""

from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.inside import actions
from forum.inside.kinds import Kind, Outcome, State
from forum.kernel.clock import at
from forum.kernel.db import db, writing
from tests.forum.inside.conftest import done_to, in_days

READERS = ("visitor", "ada", "fay", "noor", "dev")
READ_BY = {
    (Kind.NOTE, State.PUBLISHED): {"fay", "noor", "dev"},
    (Kind.PLAN, State.PUBLISHED): {"fay", "noor", "dev"},
    (Kind.NOTICE, State.PUBLISHED): {"noor", "dev"},
}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", list(State))
def test_each_kind_in_each_state_is_read_by_these_and_no_others(write, request, kind, state):
    note_id = write(kind, "A thing to come", state=state)
    readers = {name: request.getfixturevalue(name) for name in READERS}

    answers = {name: who.get(f"/inside/{note_id}") for name, who in readers.items()}

    reading = {name for name, answer in answers.items() if answer.status_code == 200}
    assert reading == READ_BY.get((kind, state), {"dev"})
    assert all(
        answer.status_code == 404 and "A thing to come" not in answer.text
        for name, answer in answers.items()
        if name not in reading
    )


def test_lists_name_only_what_the_reader_may_read(write, visitor, ada, fay, noor):
    write(Kind.NOTE, "How it works here")
    write(Kind.NOTICE, "The desk moves")
    write(Kind.PLAN, "Not yet said", state=State.DRAFT)

    assert "How it works here" in fay.get("/inside").text
    assert "The desk moves" not in fay.get("/inside").text
    assert "The desk moves" in noor.get("/inside").text
    assert "How it works here" in fay.get("/me").text
    for who in (ada, visitor):
        assert "How it works here" not in who.get("/inside", follow_redirects=True).text
        assert "How it works here" not in who.get("/announced").text
    assert "Behind the scenes" not in ada.get("/me").text
    assert "Not yet said" not in noor.get("/inside").text


def test_an_early_notice_becomes_an_ordinary_page_at_its_moment(write, visitor, ada):
    note_id = write(Kind.NOTICE, "The desk moves", public_at=in_days(7))
    early = visitor.get(f"/inside/{note_id}")
    assert early.status_code == 404
    assert "The desk moves" not in visitor.get("/announced").text

    with at(in_days(7) + timedelta(seconds=1)):
        page = visitor.get(f"/inside/{note_id}")
        assert page.status_code == 200
        assert "X-Robots-Tag" not in page.headers
        assert "The desk moves" in visitor.get("/announced").text
        assert "Keep it to yourself" not in page.text


def test_a_page_that_some_read_early_is_kept_from_search_engines(write, noor):
    page = noor.get(f"/inside/{write(Kind.NOTICE)}")

    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "Keep it to yourself" in page.text


def _lowered(who):
    who.stands_on(Rung.REGULAR)


def _suspended(who):
    with writing():
        db.get_one(Member, who.member_id).suspended_until = in_days(7)


def _young(who):
    with writing():
        db.get_one(Member, who.member_id).is_under_18 = True


@pytest.mark.parametrize("taken", [_lowered, _suspended, _young])
def test_it_closes_at_the_next_request(write, noor, taken):
    note_id = write(Kind.NOTE, "How it works here")
    assert noor.get(f"/inside/{note_id}").status_code == 200

    taken(noor)

    assert noor.get(f"/inside/{note_id}").status_code == 404
    assert "How it works here" not in noor.get("/inside").text


def test_whoever_may_not_look_is_told_how_it_opens(ada, app):
    assert "It opens for people who have helped several others here." in ada.get("/inside").text

    _young(ada)

    assert "for people from 18 on" in ada.get("/inside").text


def test_what_became_of_a_plan_is_read_by_everybody(write, visitor, dev):
    note_id = write(Kind.PLAN, "Blue bins each week")
    assert visitor.get(f"/inside/{note_id}").status_code == 404

    done_to(note_id, actions.settle_plan, Outcome.DROPPED, "The lorry is too dear.", by=dev)

    page = visitor.get(f"/inside/{note_id}").text
    assert "We did not do it" in page
    assert "The lorry is too dear." in page
    assert "Blue bins each week" in visitor.get("/announced").text


def test_a_broken_cursor_and_a_huge_number_are_told_in_plain_words(fay, visitor):
    assert fay.get("/inside?cursor=broken").status_code == 422
    assert visitor.get("/announced?cursor=broken").status_code == 422
    assert visitor.get("/inside/99999999999999999999").status_code == 404


def test_lists_have_more_pages(write, fay, visitor, dev):
    for number in range(23):
        note_id = write(Kind.PLAN, f"Plan number {number:02}")
        done_to(note_id, actions.settle_plan, Outcome.KEPT, "Done.", by=dev)

    for who, path in ((fay, "/inside"), (visitor, "/announced")):
        first = who.get(path).text
        older = first.split(f'href="{path}?cursor=')[1].split('"')[0]
        second = who.get(f"{path}?cursor={older}").text
        assert "Plan number 22" in first
        assert "Plan number 02" in second
        assert "Plan number 03" not in second
