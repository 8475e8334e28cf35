"""The answers of a thread's page and the first comments, in one query whatever the page.

Numbered pages are in order of writing and cost the same wherever they are. The first view
shows the most helpful twenty; standing is no part of that order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    false,
    func,
    literal,
    null,
    select,
    union,
    union_all,
)

from forum.accounts.models import Member, Standing
from forum.kernel.db import db
from forum.kernel.text import shown
from forum.threads.briefs import checked_words, says_more
from forum.threads.models import Answer, Comment, Thanks
from forum.threads.queries.bylines import Signed
from forum.threads.queries.question import SIZE, Columns, Question
from forum.votes.models import Vote

COMMENTS_SHOWN = 5
OFFICIALS_SHOWN = 3
Which = Callable[[], ColumnElement[bool]]


@dataclass(slots=True)
class Said(Signed):
    """An answer or a comment. A comment on the question itself has no `answer_id`."""

    is_comment: bool
    id: int
    answer_id: int | None
    number: int
    stored: str
    state: str
    is_official: bool
    in_short: str | None
    checked_on: date | None
    true_until: date | None
    helpful: int
    thanks_count: int
    comment_count: int
    is_confirmed: bool
    written_at: datetime
    edited_at: datetime | None
    author_id: int
    author_name: str
    role: str
    team: str | None
    rung: str | None
    has_thanked: bool
    has_voted: bool
    comments: list["Said"] = field(default_factory=list)

    @property
    def html(self) -> Markup:
        return shown(self.stored)

    @property
    def says_more(self) -> bool:
        """Whether there is more to read than what it says in short."""
        return says_more(self.in_short, self.stored)

    @property
    def checked(self) -> str:
        """When somebody last found it true, and until when it is expected to be."""
        return checked_words(self.checked_on, self.true_until)


@dataclass(frozen=True)
class Talk:
    """The answers in the order of the page, and what was said about the question itself."""

    answers: list[Said]
    comments: list[Said]


def most_helpful(question: Question, *, to: Member | None) -> Talk:
    """All answers of a short thread, the best twenty of a long one: most helpful first."""
    talk = _talk(_best if question.is_long else _all, question, to)
    talk.answers.sort(key=lambda answer: (-answer.helpful, answer.number))
    return talk


def written_on(page: int, question: Question, *, to: Member | None) -> Talk:
    """The answers of a numbered page in order of writing."""
    first = (page - 1) * SIZE + 1
    talk = _talk(_numbered, question, to, first=first, last=first + SIZE - 1)
    talk.answers.sort(key=lambda answer: answer.number)
    return talk


def _talk(which: Which, question: Question, to: Member | None, **numbers: int) -> Talk:
    values = {"thread": question.id, "solution": question.solution_id, "me": to and to.id}
    rows = db.execute(_statement(which, to is not None), values | numbers)
    said = [Said(*row) for row in rows]
    answers = {one.id: one for one in said if not one.is_comment}
    talk = Talk(answers=list(answers.values()), comments=[])
    for comment in sorted((one for one in said if one.is_comment), key=lambda one: one.number):
        place = answers[comment.answer_id].comments if comment.answer_id else talk.comments
        place.append(comment)
    return talk


@cache
def _statement(which: Which, for_member: bool) -> CompoundSelect[*Columns]:
    """Built once: putting it together costs more than running it."""
    about_question = and_(Comment.thread_id == bindparam("thread"), Comment.answer_id.is_(None))
    about_answers = Comment.answer_id.in_(select(Answer.id).where(which()))
    return union_all(
        _answers(which(), for_member), _comments(about_answers), _comments(about_question)
    )


def _all() -> ColumnElement[bool]:
    return Answer.thread_id == bindparam("thread")


def _numbered() -> ColumnElement[bool]:
    return and_(_all(), Answer.number.between(bindparam("first"), bindparam("last")))


def _best() -> ColumnElement[bool]:
    """Ids by three indexes: what helped, what came first, what is official; and the solution."""
    helped = _ranked().where(Answer.helpful > 0)
    helped = helped.order_by(Answer.helpful.desc(), Answer.number).limit(SIZE)
    either = union(select(helped.subquery()), _ranked().where(Answer.number <= SIZE)).subquery()
    best = select(either.c.id).order_by(either.c.helpful.desc(), either.c.number).limit(SIZE)
    official = _ranked().with_only_columns(Answer.id).where(Answer.is_official)
    latest = official.order_by(Answer.number.desc()).limit(OFFICIALS_SHOWN)
    solution = select(bindparam("solution", type_=Answer.id.type))
    return Answer.id.in_(union_all(select(best.subquery()), select(latest.subquery()), solution))


def _ranked() -> Select[*Columns]:
    ranked = select(Answer.id, Answer.helpful, Answer.number)
    return ranked.where(_all(), Answer.state == "visible")


def _answers(which: ColumnElement[bool], for_member: bool) -> Select[*Columns]:
    rows: Select[*Columns] = select(*_answer_columns(), *author_columns()).select_from(Answer)
    rows = with_author(rows, Answer.author_id).where(which)
    return _with_mine(rows) if for_member else rows.add_columns(false(), false())


def _answer_columns() -> Sequence[Any]:
    return (
        false(),
        Answer.id,
        Answer.id,
        Answer.number,
        Answer.html,
        Answer.state,
        Answer.is_official,
        Answer.in_short,
        Answer.checked_on,
        Answer.true_until,
        Answer.helpful,
        Answer.thanks_count,
        Answer.comment_count,
        Answer.confirmed_at.is_not(None),
        Answer.written_at,
        Answer.edited_at,
    )


def _with_mine(rows: Select[*Columns]) -> Select[*Columns]:
    thanked = and_(Thanks.answer_id == Answer.id, Thanks.member_id == bindparam("me"))
    voted = and_(Vote.subject_id == Answer.id, Vote.member_id == bindparam("me"))
    rows = rows.outerjoin(Thanks, thanked).outerjoin(Vote, voted)
    return rows.add_columns(Thanks.member_id.is_not(None), Vote.member_id.is_not(None))


def _comments(about: ColumnElement[bool]) -> Select[*Columns]:
    """The first few of each answer; a page of their own shows the rest."""
    nth = func.row_number().over(partition_by=Comment.answer_id, order_by=Comment.id)
    first = select(Comment.id, nth.label("nth")).where(about, Comment.state == "visible").subquery()
    rows = select(*comment_columns(), *author_columns(), false(), false())
    rows = rows.join(first, first.c.id == Comment.id).where(first.c.nth <= COMMENTS_SHOWN)
    return with_author(rows, Comment.author_id)


def comment_columns() -> Sequence[Any]:
    return (
        literal(True),
        Comment.id,
        Comment.answer_id,
        Comment.id,
        Comment.html,
        Comment.state,
        false(),
        cast(null(), Text).label("in_short"),
        cast(null(), Date).label("checked_on"),
        cast(null(), Date).label("true_until"),
        literal(0),
        literal(0),
        literal(0),
        false(),
        Comment.written_at,
        Comment.edited_at,
    )


def author_columns() -> Sequence[Any]:
    return Member.id, Member.name, Member.role, Member.team, Standing.rung


def with_author(rows: Select[*Columns], author_id: Any) -> Select[*Columns]:
    rows = rows.join(Member, Member.id == author_id)
    return rows.outerjoin(Standing, Standing.member_id == Member.id)
