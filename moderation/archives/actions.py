"""Asking for an import, and noting how far the worker has come with it."""

from collections import Counter
from datetime import timedelta

from forum.accounts.models import Member
from forum.imports.tally import Tally
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.limits import Limit, spend
from forum.kernel.tasks import plan
from moderation.archives.models import ImportRun
from moderation.archives.parcels import Parcel
from moderation.archives.policy import may_bring_in
from moderation.archives.queries import run_numbered
from moderation.archives.wording import DONE, FAILED, RUNNING

TASK = "archives.run"
MOST_KEPT = 200
"""So many refused rows are shown; the rest is counted."""
IMPORTS = Limit(
    "imports", 20, timedelta(hours=1), "Twenty files in an hour are enough. Wait a little."
)
ONLY_ADMINISTRATORS = "Only administrators can bring in an archive."


def ask_for_import(kind: str, parcel: Parcel, *, by: Member) -> ImportRun:
    """The worker begins within a second; the audit log names it by its number."""
    if not may_bring_in(by):
        raise Refused(ONLY_ADMINISTRATORS)
    spend(IMPORTS, by.id)
    run = ImportRun(kind=kind, file_name=parcel.name, token=parcel.token, size=parcel.size)
    run.actor_id = by.id
    db.add(run)
    db.flush()
    plan(TASK, f"{run.id}", at=now(), run_id=run.id)
    audit.record("import asked for", by=by.id, reason=f"import {run.id}")
    return run


def begin(run_id: int) -> ImportRun | None:
    """None when it has ended already."""
    run = run_numbered(run_id, lock=True)
    if run.state in (DONE, FAILED):
        return None
    run.state = RUNNING
    return run


def note_progress(run_id: int, *, posts: int, passed: int, created: Counter[str]) -> None:
    """How far it is, for the page; `created` from the first of its runs on."""
    run = run_numbered(run_id, lock=True)
    if not run.ended_at:
        run.posts, run.passed = posts, max(run.passed, passed)
        run.tally = {"created": dict(created)}


def go_on(run_id: int) -> None:
    """One more piece of work: a long import does not hold the worker for ever."""
    plan(TASK, f"{run_id} {now().timestamp()}", at=now(), run_id=run_id)


def finish(run_id: int, tally: Tally, *, before: Counter[str]) -> None:
    """What an earlier run of the same import created is no old thing."""
    run = run_numbered(run_id, lock=True)
    if run.ended_at:
        return  # by somebody who took it over after our lease

    told = tally.as_json()
    told["created"] = {noun: number + before[noun] for noun, number in told["created"].items()}
    told["unchanged"] = {
        noun: max(0, number - before[noun]) for noun, number in told["unchanged"].items()
    }
    told["refused"] = told["refused"][:MOST_KEPT]
    run.tally, run.state, run.ended_at = told, DONE, now()
    run.passed = run.posts
    audit.record("import done", by=run.actor_id, reason=f"import {run.id}")


def fail(run_id: int, why: str) -> None:
    """What was brought in before that stays."""
    run = run_numbered(run_id, lock=True)
    if run.ended_at:
        return

    run.problem, run.state, run.ended_at = why, FAILED, now()
    audit.record("import failed", by=run.actor_id, reason=f"import {run.id}")
