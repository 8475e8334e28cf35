"""What can happen in the town: one short deed a line of the table, done as a page would do it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.ideas import actions as ideas
from forum.ideas.queries import visible_idea
from forum.ideas.states import MOVES, Stage
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.leaving.actions import erase
from forum.threads import actions as threads
from forum.threads.actions.facts import about_post
from forum.threads.events import PostVoted
from forum.threads.models import Answer, Thread
from forum.threads.policy import is_visible
from forum.threads.queries import visible_answer, visible_thread
from forum.topics.models import Topic
from forum.votes.actions import cast
from moderation.reports import actions as reports
from moderation.reports.actions import Reporter, Statement
from moderation.reports.models import Appeal, Decision
from moderation.reports.queries import locked_case, post_of
from moderation.reports.reasons import Deed
from moderation.sanctions import actions as sanctions
from moderation.sanctions.models import Sanction
from tests.moderation.ledger.reversing import give_points_back, reverse_gifts
from tests.moderation.ledger.town import WORDS, Town, pick, react_to

DECISIONS = (Deed.HIDE, Deed.HIDE, Deed.WARN, Deed.SUSPEND, Deed.LIMIT, Deed.DISMISS)


def vote(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    threads.vote_on(_post(town.post(b), by), by=by, value=1)


def take_vote_back(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    threads.vote_on(_post(town.post(b), by), by=by, value=0)


def vote_against(town: Town, a: int, b: int) -> None:
    """As where a service has switched them on."""
    by = town.person(a)
    post = _post(town.post(b), by)
    thread = post.thread if isinstance(post, Answer) else post
    if by.id == post.author_id or not (is_visible(post) and is_visible(thread)):
        raise Refused("Not for this.")
    change = cast(by=by, subject_id=post.id, value=-1)
    if change.difference:
        is_answer = isinstance(post, Answer)
        told: dict[str, Any] = {"before": change.before, "value": change.value}
        publish(PostVoted(**about_post(post, by), is_answer=is_answer, **told))


def everybody_votes(town: Town, a: int, b: int) -> None:
    for number in range(len(town.people)):
        attempt(vote, town, number, b)


def accept(town: Town, a: int, b: int) -> None:
    """The asker says so, or, when somebody else is meant, is refused."""
    answer = db.get_one(Answer, pick(town.answers, b))
    by = answer.thread.author if a % 5 else town.person(a)
    threads.accept_answer(visible_answer(answer.id, to=by, lock=True), by=by)


def unaccept(town: Town, a: int, b: int) -> None:
    thread = db.get_one(Thread, pick(town.threads, b))
    threads.reopen(visible_thread(thread.id, to=thread.author, lock=True), by=thread.author)


def confirm(town: Town, a: int, b: int) -> None:
    by = town.moderator(a)
    threads.confirm_answer(visible_answer(pick(town.answers, b), to=by, lock=True), by=by)


def take_confirmation_back(town: Town, a: int, b: int) -> None:
    by = town.moderator(a)
    threads.withdraw_confirmation(visible_answer(pick(town.answers, b), to=by, lock=True), by=by)


def thank(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    threads.thank(visible_answer(pick(town.answers, b), to=by), by=by)


def take_thanks_back(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    threads.withdraw_thanks(visible_answer(pick(town.answers, b), to=by), by=by)


def comment(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    threads.comment_on(visible_answer(pick(town.answers, b), to=by), by=by, body=WORDS)


def ask(town: Town, a: int, b: int) -> None:
    topic = db.scalars(select(Topic).limit(1)).one()
    title = f"Question {len(town.threads)}"
    town.threads.append(threads.ask(by=town.person(a), topic=topic, title=title, body=WORDS).id)


def answer(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    thread = visible_thread(pick(town.threads, b), to=by, lock=True)
    made = threads.answer_thread(thread, by=by, body=WORDS).id
    town.answers += [made] if made not in town.answers else []


def remove(town: Town, a: int, b: int) -> None:
    post = _post(town.post(b), town.moderator(0))
    by = post.author if a % 2 else town.moderator(a)
    threads.delete_post(_post(post.id, by), by=by)


def restore(town: Town, a: int, b: int) -> None:
    by = town.moderator(a)
    threads.restore_post(_post(town.post(b), by), by=by)


def hide(town: Town, a: int, b: int) -> None:
    by = town.moderator(a)
    threads.hide_post(_post(town.post(b), by), by=by)


def show_again(town: Town, a: int, b: int) -> None:
    by = town.moderator(a)
    threads.unhide_post(_post(town.post(b), by), by=by)


def uphold_report(town: Town, a: int, b: int) -> None:
    by, post_id = town.moderator(a), town.post(b)
    reported = post_of(post_id, to=by, lock=True)
    made, _ = reports.report(reported, by=Reporter(f"somebody {now().timestamp()}"), reason="rude")
    said = Statement("spam" if a % 3 == 0 else "rude", "It is.")
    deed, case = pick(DECISIONS, a + b), locked_case(made.case_id)
    until = now() + timedelta(days=3) if deed in (Deed.LIMIT, Deed.SUSPEND) else None
    reports.decide(case, reported, deed, by=by, statement=said, until=until)


def win_appeal(town: Town, a: int, b: int) -> None:
    standing = select(Decision).where(Decision.reversed_at.is_(None), Decision.deed != "dismiss")
    decision = pick(list(db.scalars(standing.order_by(Decision.id))) or [None], b)
    if decision is None:
        return
    by = db.get_one(type(town.person(0)), decision.person_id)
    reports.appeal(decision, by=by, body="I did not.")
    made = db.scalars(select(Appeal).where(Appeal.decision_id == decision.id)).one()
    other = town.moderator(town.moderators.index(decision.decider_id) + 1)
    post = post_of(decision.about_id, to=other, lock=True)
    outcome = "reversed" if a % 4 else "upheld"
    reports.hear(made, post, by=other, outcome=outcome, answer="We read it again.")


def suspend(town: Town, a: int, b: int) -> None:
    until, by = now() + timedelta(days=2), town.moderator(b)
    sanctions.impose(town.person(a).id, "suspend", by=by, statement="Rude.", until=until)


def lift_sanction(town: Town, a: int, b: int) -> None:
    rows = db.scalars(select(Sanction.id).where(Sanction.lifted_at.is_(None))).all()
    if rows:
        sanctions.lift(pick(rows, b), by=town.moderator(a))


def be_erased(town: Town, a: int, b: int) -> None:
    """At most the last two of the people, so that there is somebody left."""
    member = db.get_one(type(town.person(0)), pick(town.people[-2:], a))
    if member.is_active:
        erase(member)


def support(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    ideas.support(visible_idea(pick(town.ideas, b), to=by), by=by)


def take_support_back(town: Town, a: int, b: int) -> None:
    by = town.person(a)
    ideas.withdraw_support(visible_idea(pick(town.ideas, b), to=by), by=by)


def decide_idea(town: Town, a: int, b: int) -> None:
    """Any move of the table; joining with another idea moves along it too."""
    policy = _policy(town)
    idea = visible_idea(pick(town.ideas, b), to=policy)
    stage = pick(sorted(MOVES[Stage(idea.stage)]) or [None], a)
    if stage and idea.state == "published":
        ideas.move_along(idea, stage, by_id=policy.id, reason="new_facts", text="We have decided.")


def hide_idea(town: Town, a: int, b: int) -> None:
    ideas.hide(visible_idea(pick(town.ideas, b), to=_policy(town)), by=_policy(town))


def show_idea(town: Town, a: int, b: int) -> None:
    ideas.release(visible_idea(pick(town.ideas, b), to=_policy(town)), by=_policy(town))


def days_pass(town: Town, a: int, b: int) -> None:
    town.wait(timedelta(hours=1 + 7 * (a % 12) ** 2))


def be_heard(town: Town, a: int, b: int) -> None:
    town.hear_all() if a % 2 else town.hear_one_stream(b)


def be_heard_again(town: Town, a: int, b: int) -> None:
    if town.heard:
        react_to(pick(town.heard, b))


def _policy(town: Town):
    return db.get_one(type(town.person(0)), town.policy)


def _post(post_id: int, by) -> Any:
    return post_of(post_id, to=by, lock=True)


def attempt(deed: Callable[[Town, int, int], None], town: Town, a: int, b: int) -> None:
    """What is refused has not happened at all, as on a page."""
    try:
        with db.begin_nested():
            deed(town, a, b)
    except Refused:
        pass
    town.wait(timedelta(seconds=1))


DEEDS: dict[str, tuple[Callable[[Town, int, int], None], int]] = {
    deed.__name__: (deed, weight)
    for weight, deeds in {
        4: (vote, accept, support, be_heard),
        3: (
            reverse_gifts,
            take_vote_back,
            remove,
            restore,
            hide,
            show_again,
            decide_idea,
            days_pass,
        ),
        2: (
            *(everybody_votes, vote_against, unaccept, confirm, uphold_report, win_appeal),
            *(take_support_back, give_points_back),
        ),
        1: (
            *(take_confirmation_back, thank, take_thanks_back, comment, ask, answer),
            *(suspend, lift_sanction, be_erased, hide_idea, show_idea, be_heard_again),
        ),
    }.items()
    for deed in deeds
}
