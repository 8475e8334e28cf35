"""The accepted answers of an archive."""

from dataclasses import dataclass
from datetime import datetime

from forum.imports.actions.known import SOLUTION, AnswerFacts, ThreadFacts
from forum.imports.actions.notebook import LOST, Notebook
from forum.imports.actions.rows import change_rows
from forum.imports.records import Accepted
from forum.threads.events import AnswerAccepted
from forum.threads.models import Thread

HIDDEN = "The accepted answer is hidden, so it cannot be shown as the solution."
SECOND = "The question has a solution already."


@dataclass(frozen=True, slots=True)
class Solved:
    key: str
    thread: ThreadFacts
    answer: AnswerFacts
    at: datetime


def add_solutions(notebook: Notebook) -> None:
    accepted = {record.question_key: record for record in notebook.batch.of(Accepted)}
    new = [one for key, one in accepted.items() if key not in notebook.known.solutions]
    notebook.tally.see("solutions", new=len(new), known=len(accepted) - len(new))
    solved = [found for record in new if (found := _judged(notebook, record))]
    rows = [
        {"row_id": one.thread.id, "new_solution_id": one.answer.id, "new_solved_at": one.at}
        for one in solved
    ]
    change_rows(Thread, rows, "solution_id", "solved_at")
    notebook.known.remember(SOLUTION, {one.key: one.answer.id for one in solved})
    for one in solved:
        _take_note(notebook, one)


def _judged(notebook: Notebook, accepted: Accepted) -> Solved | None:
    """The thread and its answer; otherwise refused with the reason."""
    thread = notebook.known.thread(accepted.question_key)
    answer = notebook.known.answer(accepted.answer_key)
    if thread is None or answer is None or answer.thread_id != thread.id:
        notebook.tally.refuse(accepted.where, LOST)
        return None
    if thread.solution_id or not answer.is_visible:
        notebook.tally.refuse(accepted.where, SECOND if thread.solution_id else HIDDEN)
        return None
    thread.solution_id = answer.id
    return Solved(accepted.question_key, thread, answer, _moment(accepted, thread, answer))


def _moment(accepted: Accepted, thread: ThreadFacts, answer: AnswerFacts) -> datetime:
    """An archive knows the day at most: nothing is accepted before it was asked and written."""
    return max(accepted.at or answer.written_at, answer.written_at, thread.asked_at)


def _take_note(notebook: Notebook, one: Solved) -> None:
    notebook.growth.touch(one.thread.id)
    notebook.tally.created["solutions"] += 1
    accepted = AnswerAccepted(
        actor_id=one.thread.author_id,
        thread_id=one.thread.id,
        answer_id=one.answer.id,
        helper_id=one.answer.author_id,
        asker_id=one.thread.author_id,
    )
    notebook.acts.append((accepted, one.at))
