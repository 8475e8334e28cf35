"""People who bring things to the desk by every door there is, and know what was accepted."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from functools import partial

from tests.races import calls
from tests.races.programs import NOT_SENT, UNKNOWN, Program, Reply
from tests.races.townsfolk import TRIES, Townsfolk, is_told, words

ENOUGH = 2
"""So many have the same problem: then a rule brings it to the desk."""
BETWEEN = 0.05


class Callers(Townsfolk):
    """Nobody else touches what they ask, so that each of their tickets is the only one of it."""

    advocates: list[Program]
    lmtp: str

    def _deeds(self) -> list[Callable[[], None]]:
        time.sleep(BETWEEN)
        return [
            *(self._by_form, self._by_api, self._by_mail, self._by_rule),
            *(self._by_author, self._by_staff, self._by_advocate),
        ]

    def _by_form(self) -> None:
        title, text = _title(), words()
        sent = {"title": title, "body": text, "name": "Robin", "email": _email(title)}
        sent["nonce"] = uuid.uuid4().hex
        self._call("form", title, text, lambda: calls.by_form(self._town, sent))

    def _by_api(self) -> None:
        title, text = _title(), words()
        sent = {"subject": title, "body": text, "name": "Robin", "email": _email(title)}
        self._call(
            "api", title, text, lambda: self._agent.call("POST", "/tickets", sent, key=title)
        )

    def _by_mail(self) -> None:
        title, text = _title(), words()
        sender = _email(title)
        raw = calls.letter(sender, title, text)
        self._call("mail", title, text, lambda: calls.by_mail(self.lmtp, sender, raw))

    def _by_author(self) -> None:
        asker, thread_id = self._asked()
        self._bring("author", thread_id, by=asker)

    def _by_staff(self) -> None:
        _, thread_id = self._asked()
        self._bring("staff", thread_id, by=self._agent)

    def _by_advocate(self) -> None:
        _, thread_id = self._asked()
        self._bring("advocate", thread_id, by=self._dice.choice(self.advocates))

    def _by_rule(self) -> None:
        """Once enough people have the same problem; with any of them it is in doubt."""
        asker, thread_id = self._asked()
        if not thread_id:
            return
        others = [one for one in self._citizens if one is not asker][:ENOUGH]
        told = [self._until_told(partial(self._shares, one, thread_id)) for one in others]
        is_sure = all(reply.is_done for reply in told)
        self._journal.note_call("rule", thread_id, Reply(201 if is_sure else UNKNOWN))

    def _shares(self, one: Program, thread_id: int) -> Reply:
        return one.call("PUT", f"/threads/{thread_id}/me-too", {})

    def _asked(self) -> tuple[Program, int]:
        """A question of their own; 0 when it is not sure that it is there."""
        citizen, text = self._citizen(), words()
        sent = {"title": _title(), "body": text, "topic": "parking"}
        reply = self._write(citizen, "/threads", text, **sent)
        return citizen, reply.body["id"] if reply.is_done else 0

    def _bring(self, door: str, thread_id: int, *, by: Program) -> None:
        if not thread_id:
            return
        text = words()
        path, sent = f"/threads/{thread_id}/escalation", {"reason": text}
        reply = self._until_told(lambda: by.call("POST", path, sent))
        self._journal.note_call(door, thread_id, reply)
        self._journal.note_reference(door, thread_id, reply)

    def _call(self, door: str, title: str, text: str, send: Callable[[], Reply]) -> None:
        def sent() -> Reply:
            reply = send()
            self._journal.note_text(text, reply)
            self._journal.note_call(door, title, reply)
            return reply

        self._journal.note_reference(door, title, self._until_told(sent))

    def _until_told(self, send: Callable[[], Reply]) -> Reply:
        """Sent again until somebody says yes or no: it is still one deed. What may have been done
        once stays in doubt, whatever the later tries bring.
        """
        doubt = Reply(NOT_SENT)
        for _ in range(TRIES):
            reply = send()
            self._wait_for(reply)
            if is_told(reply):
                return reply
            doubt = doubt if reply.status == NOT_SENT else Reply(UNKNOWN)
        return doubt


def _title() -> str:
    return f"Call {uuid.uuid4().hex[:12]}"


def _email(title: str) -> str:
    return f"{title.replace(' ', '.').lower()}@example.net"
