"""People who do one thing after another by the API, as fast as they are answered."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.races.journal import Journal
from tests.races.programs import NOT_SENT, UNKNOWN, Program, Reply
from tests.services.town import Town

TRIES = 40


@dataclass
class Square:
    """What everybody can see: threads and answers that surely exist, with who wrote them."""

    threads: list[tuple[int, int]] = field(default_factory=list)
    answers: list[tuple[int, int, int]] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)


class Townsfolk(threading.Thread):
    """A few citizens and an agent. Nobody else uses their accounts, so their marks are sure."""

    def __init__(
        self, square: Square, journal: Journal, citizens: list[Program], agent: Program, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self._square, self._journal = square, journal
        self._citizens, self._agent = citizens, agent
        self._dice = random.Random(seed)
        self._ending = threading.Event()

    def run(self) -> None:
        while not self._ending.is_set():
            self._dice.choice(self._deeds())()

    def end(self) -> None:
        self._ending.set()
        self.join(timeout=60)
        assert not self.is_alive()

    def _deeds(self) -> list[Callable[[], None]]:
        deeds = [self._ask]
        if self._square.threads:
            deeds += [self._answer, self._answer, self._share, self._escalate]
        if self._square.answers:
            deeds += [self._comment, self._thank, self._thank, self._vote, self._vote, self._accept]
        if self._square.tickets:
            deeds += [self._reply, self._reply]
        return deeds

    def _ask(self) -> None:
        citizen, text = self._citizen(), words()
        sent = {"title": f"Question {text[-8:]}", "body": text, "topic": "parking"}
        reply = self._write(citizen, "/threads", text, **sent)
        if reply.is_done:
            self._square.threads.append((reply.body["id"], citizen.member_id))

    def _answer(self) -> None:
        citizen, text = self._citizen(), words()
        thread_id, _ = self._dice.choice(self._square.threads)
        reply = self._write(citizen, f"/threads/{thread_id}/answers", text, body=text)
        if reply.is_done:
            self._square.answers.append((reply.body["id"], citizen.member_id, thread_id))

    def _comment(self) -> None:
        text = words()
        answer_id, *_ = self._dice.choice(self._square.answers)
        self._write(self._citizen(), f"/answers/{answer_id}/comments", text, body=text)

    def _reply(self) -> None:
        text, reference = words(), self._dice.choice(self._square.tickets)
        sent = {"body": text, "visibility": self._dice.choice(["public", "private", "internal"])}
        self._write(self._agent, f"/tickets/{reference}/messages", text, **sent)

    def _thank(self) -> None:
        answer_id, *_ = self._dice.choice(self._square.answers)
        self._mark("thanks", f"/answers/{answer_id}/thanks", answer_id)

    def _share(self) -> None:
        thread_id, _ = self._dice.choice(self._square.threads)
        self._mark("me too", f"/threads/{thread_id}/me-too", thread_id)

    def _vote(self) -> None:
        answer_id, *_ = self._dice.choice(self._square.answers)
        self._mark("vote", f"/answers/{answer_id}/vote", answer_id, value=1)

    def _escalate(self) -> None:
        thread_id, asker_id = self._dice.choice(self._square.threads)
        if asker := self._mine(asker_id):
            reply = asker.call("POST", f"/threads/{thread_id}/escalation", {"reason": "Why"})
            self._journal.note_ticket(thread_id, reply)
            if reply.is_done:
                self._square.tickets.append(reply.body["reference"])
            self._wait_for(reply)

    def _accept(self) -> None:
        answer_id, _, thread_id = self._dice.choice(self._square.answers)
        asker_id = next(asker for id_, asker in self._square.threads if id_ == thread_id)
        if asker := self._mine(asker_id):
            mark, path = ("solution", thread_id), f"/threads/{thread_id}/solution"
            wanted = answer_id if self._dice.random() < 0.8 else None
            sent = {"answer_id": wanted} if wanted else {}
            reply = asker.call("PUT" if wanted else "DELETE", path, sent)
            self._journal.note_mark(mark, wanted, reply, was=None)
            self._wait_for(reply)

    def _mark(self, noun: str, path: str, subject_id: int, **sent: int) -> None:
        citizen, wanted = self._citizen(), self._dice.random() < 0.7
        reply = citizen.call("PUT" if wanted else "DELETE", path, sent if wanted else {})
        self._journal.note_mark((noun, citizen.member_id, subject_id), wanted, reply, was=False)
        self._wait_for(reply)

    def _write(self, by: Program, path: str, text: str, **sent: str) -> Reply:
        """Sent again, with the same key, until there is an answer: it is still one deed."""
        for _ in range(TRIES):
            reply = by.call("POST", path, sent, key=text)
            self._journal.note_text(text, reply)
            self._wait_for(reply)
            if is_told(reply) or self._dice.random() < 0.3:
                break
        return reply

    def _wait_for(self, reply: Reply) -> None:
        if not is_told(reply):
            time.sleep(0.2)

    def _citizen(self) -> Program:
        return self._dice.choice(self._citizens)

    @property
    def _town(self) -> Town:
        return self._agent.town

    def _mine(self, member_id: int) -> Program | None:
        return next((c for c in self._citizens if c.member_id == member_id), None)


def is_told(reply: Reply) -> bool:
    """Somebody said yes or no; a fault on their side is neither."""
    return reply.status not in (UNKNOWN, NOT_SENT) and reply.status < 500


def words() -> str:
    return f"Only these words {uuid.uuid4().hex}"
