"""The page of a thread: its question, what solved it, what was said, and what can be done now."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.alerts.queries import on_now
from forum.drafts.models import Draft
from forum.kernel import found
from forum.kernel.cache import observe
from forum.kernel.clock import now
from forum.kernel.errors import Missing
from forum.kernel.text import opening
from forum.kernel.web import page
from forum.threads import policy, queries
from forum.threads.briefs import usual_day
from forum.threads.forms import WriteAnswerForm
from forum.threads.passages import Marked
from forum.threads.queries import Question, Said, Talk
from forum.threads.queries.question import SIZE
from forum.threads.views.outside import outside
from forum.threads.views.room import (
    banner,
    beside,
    deeds,
    own_tools,
    reasons,
    sign_in_then,
    threads,
    tools,
)

GIST = 140


@dataclass(frozen=True)
class Me:
    """What the reader may press on this page; made once, not for each post."""

    id: int
    is_asker: bool
    may_answer: bool
    may_speak_officially: bool
    may_vote: bool
    may_moderate: bool
    is_staff: bool


@dataclass(frozen=True)
class Order:
    """The talk as the page shows it. A numbered page has everything in `rest`."""

    solution: Said | None
    official: list[Said]
    rest: list[Said]
    number: int | None

    @property
    def seen(self) -> int:
        """The highest number a reader has come to, without a gap."""
        if self.number is None:
            return SIZE
        return self.number * SIZE

    @property
    def pinned(self) -> list[Said]:
        """What stands above the other answers."""
        return [*([self.solution] if self.solution else []), *self.official]

    @property
    def gist(self) -> str:
        """How the first of them begins: on a phone it stands far below a long question."""
        first = next(iter(self.pinned), None)
        if first is None or first.state != "visible":
            return ""
        return first.in_short or opening(first.stored, GIST)


@threads.get("/threads/<int:thread_id>")
@threads.get("/threads/<int:thread_id>-<slug>")
def show(thread_id: int, slug: str = "") -> Response:
    to = reader()
    question = queries.question_page(thread_id, to=to)
    if slug != question.slug:
        path = queries.thread_path(question.id, question.slug)
        return redirect(f"{path}?{request.query_string.decode()}".rstrip("?"), 301)

    begun = MultiDict(question.draft.texts) if question.draft else None
    form = WriteAnswerForm(begun)
    shown = thread_page(question, to, form, number=_number(question), draft=question.draft)
    return shown if question.state == "visible" else found.kept_out(shown)


def thread_page(
    question: Question,
    to: Member | None,
    form: WriteAnswerForm,
    *,
    number: int | None = None,
    status: int = 200,
    **begun: Draft | Marked | Markup | None,
) -> Response:
    """`begun` is the draft of an answer, what in one is marked, or how everybody will see it."""
    talk = _talk(question, to, number)
    order = _seen(question, _order(question, talk, number), to)
    return page(
        "threads/show.html",
        status,
        q=question,
        alerts=on_now(question.service_id, question.topic_id),
        order=order,
        said_about=talk.comments,
        me=_me(question, to),
        form=form,
        usual_day=usual_day(question.true_months),
        banner=banner.render([question.id], to=to).get(question.id),
        deeds=deeds.render([question.id], to=to).get(question.id),
        reasons=_reasons(question, talk, to),
        **_hung(question, talk, to),
        **_place(question, order, to),
        **({"draft": None, "marked": None, "preview": None} | begun),
    )


def _place(question: Question, order: Order, to: Member | None) -> dict[str, Any]:
    """Where it stands, and what it tells outside: only in the first view, only to visitors."""
    path = queries.thread_path(question.id, question.slug)
    own = found.canonical(f"{path}?page={order.number}" if (order.number or 1) > 1 else path)
    is_told = order.number is None and to is None
    answers = [*order.pinned, *order.rest]
    return {
        "path": path,
        "sign_in": sign_in_then(path),
        "canonical": own,
        "outside": outside(question, answers, url=own) if own and is_told else None,
    }


def _hung(question: Question, talk: Talk, to: Member | None) -> dict[str, Any]:
    """What other rooms put at posts: at the foot of each, beside a name, below one's own."""
    mine = [said.id for said in talk.answers if to is not None and said.author_id == to.id]
    others = [id_ for id_ in _posts(question, talk) if id_ not in mine]
    own = own_tools.render(mine, to=to) if mine else {}
    return {
        "tools": tools.render(others, to=to) | own,
        "beside": beside.render([said.id for said in talk.answers], to=to),
    }


def _posts(question: Question, talk: Talk) -> list[int]:
    """Everything people wrote on this page, by its id."""
    comments = [one.id for answer in talk.answers for one in answer.comments]
    return [question.id, *(said.id for said in [*talk.answers, *talk.comments]), *comments]


def _reasons(question: Question, talk: Talk, to: Member | None) -> dict[int, Markup]:
    """Only where something is hidden, somebody is asked why."""
    posts: list[Question | Said] = [question, *talk.answers]
    hidden = [post.id for post in posts if post.state == "hidden"]
    return reasons.render(hidden, to=to) if hidden else {}


def _number(question: Question) -> int | None:
    """Which numbered page is asked for; none means the first view, most helpful first."""
    asked = request.args.get("page")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdecimal()) or len(asked) > 9:
        raise Missing("There is no such page in this thread.")
    if not 1 <= int(asked) <= question.last_page:
        raise Missing("There is no such page in this thread.")
    return int(asked)


def _talk(question: Question, to: Member | None, number: int | None) -> Talk:
    if number is None:
        return queries.most_helpful(question, to=to)
    return queries.written_on(number, question, to=to)


def _order(question: Question, talk: Talk, number: int | None) -> Order:
    if number is not None:
        return Order(None, [], talk.answers, number)
    solution = next((said for said in talk.answers if said.id == question.solution_id), None)
    others = [said for said in talk.answers if said is not solution]
    official = [said for said in others if said.is_official and said.state == "visible"]
    return Order(solution, official, [s for s in others if s not in official], number)


def _seen(question: Question, order: Order, to: Member | None) -> Order:
    """Reading changes nothing now; what was seen is written down in batches later."""
    observe("thread_view", question.id)
    if to is not None:
        number = min(order.seen, question.last_number)
        observe("thread_read", (to.id, question.id, number, now()))
    return order


def _me(question: Question, to: Member | None) -> Me | None:
    if to is None:
        return None
    return Me(
        id=to.id,
        is_asker=to.id == question.author_id,
        may_answer=to.may(Privilege.ANSWER) and question.state == "visible",
        may_speak_officially=policy.may_answer_officially(to),
        may_vote=to.may(Privilege.UPVOTE),
        may_moderate=policy.may_moderate(to),
        is_staff=to.works_here,
    )


def answer_url(answer_id: int) -> str:
    """Where an answer stands on the page of its thread."""
    urls = queries.SUBJECTS["answer"].urls([answer_id])
    return urls.get(answer_id) or url_for("home.front")
