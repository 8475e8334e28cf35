"""Decidim's proposals become ideas with their comments, and nobody is told."""

import pytest
from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.models import Idea, IdeaComment, StageMove
from forum.imports import decidim
from forum.imports.bringing import bring_in
from forum.imports.records import ArchiveUnreadable, Proposal, Refused
from forum.kernel.db import db, fresh_reading
from forum.reputation.models import Award
from tests.forum.imports.brought import findings, how_many, member
from tests.forum.imports.papers import only, person, proposal, remark, written


@pytest.fixture
def takes_in(app, tmp_path):
    def take(*rows, posts=500):
        return bring_in(decidim.read(written(tmp_path / "export.jsonl", rows)), posts=posts)

    return take


def every(model):
    with fresh_reading():
        return list(db.scalars(select(model).order_by(model.id)))


def test_an_accepted_proposal_is_planned_by_the_way_everything_goes(takes_in):
    takes_in(proposal(1))

    [idea] = every(Idea)
    assert (idea.stage, idea.support_count, idea.imported_supports) == ("planned", 17, 17)
    assert [move.stage for move in every(StageMove)] == ["in_review", "planned"]
    assert findings() == []


def test_a_rejected_one_is_declined_and_says_that_no_reason_is_known(takes_in):
    takes_in(proposal(1, status="rejected"))

    [move] = every(StageMove)
    assert (move.stage, move.reason) == ("declined", "elsewhere")
    assert "gives no reason" in move.text


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ({"status": None, "closed": False}, "open"),
        ({"status": "evaluating", "closed": False}, "open"),
        ({"status": None, "closed": True}, "declined"),
        ({"status": "withdrawn"}, "withdrawn"),
    ],
    ids=str,
)
def test_where_the_others_stand(takes_in, told, stage):
    takes_in(proposal(1, **told))

    assert [idea.stage for idea in every(Idea)] == [stage]
    assert findings() == []


def test_comments_keep_their_author_time_side_and_place(takes_in):
    takes_in(
        proposal(1),
        remark(10, on=1),
        remark(11, on=1, alignment=-1, ancestry="10", body="<p>No<script>alert(1)</script></p>"),
        remark(12, on=1, alignment=None, ancestry="9/99"),
        remark(13, on=1, hidden=True),
    )

    first, second, third, hidden = every(IdeaComment)
    assert (first.stance, first.imported_thanks, first.author_id) == (1, 2, member("user:2").id)
    assert str(first.written_at) == "2016-03-17 14:25:48+00:00"
    assert (second.parent_id, third.parent_id) == (first.id, None)
    assert "<script" not in second.html
    assert hidden.state == "hidden"
    assert [idea.comment_count for idea in every(Idea)] == [3]
    assert findings() == []


def test_a_reply_in_a_later_batch_still_finds_what_it_answers(takes_in):
    takes_in(proposal(1), remark(10, on=1), remark(11, on=1, ancestry="10"), posts=1)

    first, second = every(IdeaComment)
    assert second.parent_id == first.id


def test_the_page_shows_the_comments_a_page_at_a_time(takes_in, visitor):
    takes_in(proposal(1), *[remark(n, on=1, body=f"<p>Word {n}.</p>") for n in range(100, 125)])
    [idea] = every(Idea)

    page = visitor.get(f"/ideas/{idea.id}-{idea.slug}").text

    assert "25 comments" in page
    assert "Word 100." in page
    assert "Word 124." not in page
    later = page.split("?cursor=")[1].split("#")[0]
    assert "Word 124." in visitor.get(f"/ideas/{idea.id}-{idea.slug}?cursor={later}").text


def test_comments_in_the_file_beside_are_read_with_the_proposals(app, tmp_path):
    proposals = written(tmp_path / "town-proposals.jsonl.gz", [proposal(1)], packed=True)
    comments = written(tmp_path / "town-comments.jsonl.gz", [remark(10, on=1)], packed=True)

    first, again = bring_in(decidim.read(proposals)), bring_in(decidim.read(comments))

    assert (first.created["ideas"], first.created["comments"]) == (1, 1)
    assert not any(again.created.values())
    assert (again.unchanged["ideas"], again.unchanged["comments"]) == (1, 1)


def test_comments_without_their_proposals_are_refused(tmp_path):
    comments = written(tmp_path / "town-comments.jsonl", [remark(10, on=1)])

    with pytest.raises(ArchiveUnreadable, match=r"put town-proposals.jsonl beside it"):
        decidim.read(comments)


def test_a_comment_on_a_proposal_that_is_not_there_is_refused_with_its_line(takes_in):
    tally = takes_in(proposal(1), remark(10, on=2))

    assert [refused.where for refused in tally.refused] == ["export.jsonl line 2"]
    assert how_many(IdeaComment) == 0


def test_only_people_earn_by_a_proposal_that_was_accepted(takes_in):
    takes_in(
        proposal(1),
        proposal(2, author=None, from_meeting=True),
        proposal(3, author=person(9, "The town"), official=True),
    )

    with fresh_reading():
        awards = [(award.member_id, award.kind) for award in db.scalars(select(Award))]
    assert awards == [(member("user:1").id, "idea_accepted")]
    assert member("meeting").name == "A meeting"


def test_who_erased_their_account_there_has_no_name_here(takes_in):
    takes_in(proposal(1, author=person(5, "Gone Away", erased=True)))

    with fresh_reading():
        assert [one.name for one in db.scalars(select(Member))] == ["Former member"]


def test_the_old_address_leads_to_the_idea(takes_in, visitor):
    takes_in(proposal(1))
    [idea] = every(Idea)

    answer = visitor.get("/pam/p/tree-1?from=mail")

    assert (answer.status_code, answer.location) == (301, f"/ideas/{idea.id}-{idea.slug}")


def test_addresses_nobody_knows_stay_unknown(takes_in, visitor):
    takes_in(proposal(1, hidden=True))

    assert [visitor.get(path).status_code for path in ("/pam/p/tree-1", "/pam/p/tree-2")] == [
        404,
        404,
    ]


def test_the_same_export_again_changes_nothing_however_it_is_cut(takes_in):
    rows = [proposal(1), proposal(2, status="rejected"), remark(10, on=1), remark(11, on=2)]
    takes_in(*rows, posts=1)

    again = takes_in(*rows, posts=3)

    assert not any(again.created.values())
    assert [idea.comment_count for idea in every(Idea)] == [1, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "maybe"},
        {"status": ["accepted"]},
        {"created_at": "2016-01-22"},
        {"created_at": "31/02/2016"},
        {"author": "Ona"},
        {"author": {"name": "Ona"}},
        {"total_votes": -3},
        {"category": {"name": "Green"}},
        {"title": None},
    ],
    ids=str,
)
def test_a_proposal_with_a_wrong_value_is_refused_and_the_rest_is_read(tmp_path, wrong):
    path = written(tmp_path / "export.jsonl", [proposal(1), proposal(2, **wrong), proposal(3)])

    found = list(decidim.read(path))

    assert [one.where for one in only(found, Refused)] == ["export.jsonl line 2"]
    assert [one.key for one in only(found, Proposal)] == ["proposal:1", "proposal:3"]
