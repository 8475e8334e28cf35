"""Writes a question of the demo borough into the diary, with all that came of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from forum.accounts.standing import Privilege
from forum.home.demo.people import is_staff, member_called
from forum.home.demo.talk import Reply, Talk
from forum.kernel.diary import Deed, Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.threads import actions
from forum.threads.briefs import brief_of
from forum.threads.models import Answer, Thread
from forum.topics.queries import topic_called

MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)


class Telling:
    """One talk; its thread and its answers are there once their moment has come."""

    thread: Thread

    def __init__(self, talk: Talk, diary: Diary) -> None:
        self.talk, self.diary = talk, diary
        self.answers: dict[int, Answer] = {}
        self.asked_at = diary.when(talk.when)

    def write(self) -> None:
        talk = self.talk
        self.diary.write(self.asked_at, self._ask)
        for place, who in enumerate(talk.me_too):
            self._note(who, self.asked_at + (1 + 5 * place) * HOURS, partial(self._join, who))
        for who in talk.liked_by:
            self._note(who, self.asked_at + 30 * HOURS, partial(self._like_question, who))
        if talk.edited:
            self._note(talk.who, self.asked_at + 50 * MINUTES, self._edit_question)
        if talk.removed:
            self._note(talk.who, self.asked_at + 26 * HOURS, self._remove_question)
        written = [self._write_reply(place, reply) for place, reply in enumerate(talk.replies)]
        if talk.solved_by is not None:
            self._note(talk.who, written[talk.solved_by] + 3 * HOURS, self._accept)

    def _write_reply(self, place: int, reply: Reply) -> datetime:
        written_at = self._note(
            reply.who, self.asked_at + reply.hours * HOURS, partial(self._answer, place)
        )
        for number, (who, words) in enumerate(reply.comments, start=1):
            said_at = written_at + 47 * number * MINUTES
            self._note(who, said_at, partial(self._comment, place, who, words))
        self._write_thanks(place, reply, written_at)
        if reply.edited:
            self._note(reply.who, written_at + 20 * HOURS, partial(self._edit_answer, place))
        if reply.removed:
            self._note(reply.who, written_at + 9 * HOURS, partial(self._remove_answer, place))
        return written_at

    def _write_thanks(self, place: int, reply: Reply, written_at: datetime) -> None:
        for number, who in enumerate(reply.thanked_by, start=1):
            moment = written_at + 2 * number * HOURS
            self._note(who, moment, partial(self._thank, place, who))
        for who in reply.liked_by:
            moment = written_at + 28 * HOURS
            self._note(who, moment, partial(self._like_answer, place, who))
        if reply.confirmed_by:
            moment = written_at + 20 * HOURS
            self._note(reply.confirmed_by, moment, partial(self._confirm, place))

    def _note(self, who: str, moment: datetime, deed: Deed) -> datetime:
        """Staff do it when the desk is open, everybody else while they are awake."""
        fits: Callable[[datetime], datetime] = at_desk if is_staff(who) else self.diary.awake
        return self.diary.write(fits(moment), deed)

    def _ask(self) -> None:
        talk = self.talk
        self.thread = actions.ask(
            by=member_called(talk.who),
            topic=topic_called(talk.topic),
            title=talk.title,
            body=write_up(talk.words),
            tags=talk.tags,
        )

    def _answer(self, place: int) -> None:
        reply = self.talk.replies[place]
        by, body = member_called(reply.who), write_up(reply.words)
        brief = brief_of(reply.in_short, body, or_begins=True) if reply.official else None
        self.answers[place] = actions.answer_thread(
            self.thread, by=by, body=body, official=reply.official, brief=brief, is_reviewed=True
        )

    def _comment(self, place: int, who: str, words: str) -> None:
        actions.comment_on(self.answers[place], by=member_called(who), body=write_up(words))

    def _join(self, who: str) -> None:
        actions.share_problem(self.thread, by=member_called(who))

    def _thank(self, place: int, who: str) -> None:
        actions.thank(self.answers[place], by=member_called(who))

    def _like_question(self, who: str) -> None:
        self._like(who, self.thread)

    def _like_answer(self, place: int, who: str) -> None:
        self._like(who, self.answers[place])

    def _like(self, who: str, post: Thread | Answer) -> None:
        """Whoever may by then."""
        by = member_called(who)
        if by.may(Privilege.UPVOTE):
            actions.vote_on(post, by=by, value=1)

    def _confirm(self, place: int) -> None:
        by = member_called(self.talk.replies[place].confirmed_by)
        actions.confirm_answer(self.answers[place], by=by)

    def _accept(self) -> None:
        if self.talk.solved_by is not None:
            answer = self.answers[self.talk.solved_by]
            actions.accept_answer(answer, by=member_called(self.talk.who))

    def _edit_question(self) -> None:
        body, by = write_up(self.talk.edited), member_called(self.talk.who)
        actions.edit_post(self.thread, by=by, body=body, revision=self.thread.revision)

    def _edit_answer(self, place: int) -> None:
        reply, answer = self.talk.replies[place], self.answers[place]
        body, by = write_up(reply.edited), member_called(reply.who)
        actions.edit_post(answer, by=by, body=body, revision=answer.revision)

    def _remove_question(self) -> None:
        actions.delete_post(self.thread, by=member_called(self.talk.who))

    def _remove_answer(self, place: int) -> None:
        actions.delete_post(self.answers[place], by=member_called(self.talk.replies[place].who))
