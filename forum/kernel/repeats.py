"""A program that sends a request again gets the first answer again, and nothing is done twice.

The answer is kept for a day beside what was done, in the same transaction, under the member
and the `Idempotency-Key` of the request. A refusal changes nothing, so it is not kept.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, current_app, g, request
from flask_login import current_user
from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model, database, db, insert_once
from forum.kernel.errors import Conflict, Invalid

KEPT = timedelta(hours=24)
OTHERWISE = "This key came with another request before. A new request needs a new key."
STILL_AT_IT = "The first request with this key is still being answered. Send it again in a moment."


class KeptAnswer(Model):
    """What a member's program was answered; `sent` is a digest of what it had asked for."""

    __tablename__ = "kept_answer"
    __privacy__ = {"key": "digest", "sent": "digest", "body": "words"}

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    sent: Mapped[str]
    status: Mapped[int]
    body: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True)
class Keyed:
    """A request with a key: whose it is, the digest of the key, the digest of what is sent."""

    member_id: int
    key: str
    sent: str


class Overtaken(Exception):
    """The same request was answered while this one waited for its turn."""


def once(answer: Callable[[], Any]) -> Any:
    """What `answer()` answers, or what it answered when it was asked the first time.

    Raises Invalid when the key came with something else, Conflict while the first is running.
    """
    keyed = _keyed()
    if keyed is None:
        return answer()
    if kept := _kept(keyed):
        return _again(kept, keyed)
    try:
        return _answer_and_keep(keyed, answer)
    except Overtaken:
        return once(answer)


def forget_old_answers() -> None:
    db.execute(delete(KeptAnswer).where(KeptAnswer.answered_at < now() - KEPT))


def _keyed() -> Keyed | None:
    key = request.headers.get("Idempotency-Key", "").strip()
    is_deed = request.method == "POST" and request.path.startswith("/api/")
    if not (key and is_deed and current_user.is_authenticated):
        return None
    sent = f"{request.full_path}\n".encode() + request.get_data()
    return Keyed(current_user.id, _digest(key.encode()), _digest(sent))


def _kept(keyed: Keyed) -> KeptAnswer | None:
    theirs = (KeptAnswer.member_id == keyed.member_id) & (KeptAnswer.key == keyed.key)
    return db.scalar(select(KeptAnswer).where(theirs, KeptAnswer.answered_at >= now() - KEPT))


def _again(kept: KeptAnswer, keyed: Keyed) -> Response:
    if kept.sent != keyed.sent:
        raise Invalid(OTHERWISE, {"Idempotency-Key": OTHERWISE})
    return Response(kept.body, kept.status, content_type="application/json")


def _answer_and_keep(keyed: Keyed, answer: Callable[[], Any]) -> Response:
    with _one_transaction(first=lambda: _take_turn(keyed)):
        response = current_app.make_response(answer())
        if _is_writing() and response.status_code < 400:
            _keep(keyed, response)
        return response


@contextmanager
def _one_transaction(*, first: Callable[[], None]) -> Iterator[None]:
    """Whatever `writing()` writes inside is committed at the end, all of it or nothing.

    `first` is called as soon as the transaction is open; without writing there is none.
    """
    g.whole = first
    try:
        yield
        if _is_writing():
            db.commit()
    finally:
        g.pop("whole", None)
        if "session" in g:
            g.pop("session").close()


def _is_writing() -> bool:
    return "session" in g and bool(db.info.get("writes"))


def _take_turn(keyed: Keyed) -> None:
    """SQLite has one writer at a time anyway: the second waits, and finds the first's answer."""
    if not database().is_sqlite:
        number = int(_digest(f"{keyed.member_id} {keyed.key}".encode())[:15], 16)
        if not db.scalar(select(func.pg_try_advisory_xact_lock(number))):
            raise Conflict(STILL_AT_IT)
    if _kept(keyed):
        raise Overtaken


def _keep(keyed: Keyed, response: Response) -> None:
    theirs = (KeptAnswer.member_id == keyed.member_id) & (KeptAnswer.key == keyed.key)
    db.execute(delete(KeptAnswer).where(theirs))  # one that is too old to count
    answered = {"status": response.status_code, "body": response.get_data(as_text=True)}
    insert_once(KeptAnswer, **vars(keyed), **answered, answered_at=now())


def _digest(sent: bytes) -> str:
    return hashlib.sha256(sent).hexdigest()
