"""The replies of an archive become answers, comments, and notes in a thread's history."""

from sqlalchemy import insert

from forum.imports.actions.known import ANSWER, COMMENT, NOTE, AnswerFacts, ThreadFacts
from forum.imports.actions.notebook import Notebook
from forum.imports.actions.posting import Shelf
from forum.imports.actions.rows import Row, table_of
from forum.imports.records import Reply
from forum.kernel.db import db
from forum.threads.events import AnswerCommented, ThreadAnswered
from forum.threads.models import Answer, Comment, Note

NO_DEED = "note"


def add_replies(notebook: Notebook) -> None:
    """Answers first: comments are about them."""
    ANSWERS.fill(notebook, _placed(notebook, "answers", "answer"))
    COMMENTS.fill(notebook, _placed(notebook, "comments", "comment"))
    _add_notes(notebook, _placed(notebook, "notes", "note"))


def _placed(notebook: Notebook, noun: str, kind: str) -> list[Reply]:
    """The new ones whose question, and whose parent if they name one, are here."""
    replies = [reply for reply in notebook.batch.of(Reply) if reply.kind == kind]
    fresh = notebook.fresh(noun, replies)
    notebook.refuse(reply for reply in fresh if not _has_place(notebook, reply))
    return [reply for reply in fresh if _has_place(notebook, reply)]


def _has_place(notebook: Notebook, reply: Reply) -> bool:
    parents = {reply.question_key, reply.parent_key or reply.question_key}
    return notebook.known.thread(reply.question_key) is not None and all(
        parent in notebook.known.posts for parent in parents
    )


def _thread(notebook: Notebook, reply: Reply) -> ThreadFacts:
    thread = notebook.known.thread(reply.question_key)
    if thread is None:
        raise LookupError(reply.question_key)
    return thread


def _answer(notebook: Notebook, reply: Reply) -> Row:
    """Numbered in the order of the archive, without its gaps, so that pages are full."""
    thread = _thread(notebook, reply)
    thread.last_number += 1
    return {
        "thread_id": thread.id,
        "number": thread.last_number,
        "author_id": notebook.author(reply),
        "written_at": reply.written_at,
        **notebook.text(reply),
    }


def _note_answer(notebook: Notebook, row: Row) -> None:
    id_, author, at = row["id"], row["author_id"], row["written_at"]
    thread = notebook.known.threads[row["thread_id"]]
    is_visible = row["state"] == "visible"
    notebook.known.answers[id_] = AnswerFacts(id_, thread.id, author, at, is_visible)
    notebook.growth.add("thread", thread.id, last_number=1, answer_count=int(is_visible))
    notebook.growth.stir(thread.id, at)
    answered = ThreadAnswered(
        actor_id=author, thread_id=thread.id, answer_id=id_, helper_id=author, is_official=False
    )
    notebook.acts.append((answered, max(at, thread.asked_at)))


def _comment(notebook: Notebook, reply: Reply) -> Row:
    """On an answer; on the question itself only here, where an archive has it so."""
    answer = notebook.known.answer(reply.parent_key)
    return {
        "answer_id": answer.id if answer else None,
        "thread_id": _thread(notebook, reply).id,
        "author_id": notebook.author(reply),
        "written_at": reply.written_at,
        **notebook.text(reply),
    }


def _note_comment(notebook: Notebook, row: Row) -> None:
    notebook.growth.touch(row["thread_id"])
    answer = notebook.known.answers.get(row["answer_id"])
    if answer is None:  # the ledger knows no comments on questions: nobody can write one here
        return
    notebook.growth.add(ANSWER, answer.id, comment_count=int(row["state"] == "visible"))
    commented = AnswerCommented(
        actor_id=row["author_id"],
        thread_id=answer.thread_id,
        answer_id=answer.id,
        helper_id=answer.author_id,
        comment_id=row["id"],
    )
    notebook.acts.append((commented, max(row["written_at"], answer.written_at)))


def _add_notes(notebook: Notebook, notes: list[Reply]) -> None:
    if not notes:
        return
    made = insert(table_of(Note)).returning(Note.id, sort_by_parameter_order=True)
    ids = db.scalars(made, [_note(notebook, reply) for reply in notes]).all()
    keys = {reply.key: id_ for reply, id_ in zip(notes, ids, strict=True)}
    notebook.known.remember(NOTE, keys)
    notebook.taken_in += notes
    notebook.tally.created["notes"] += len(ids)


def _note(notebook: Notebook, reply: Reply) -> Row:
    thread = _thread(notebook, reply)
    notebook.growth.touch(thread.id)
    return {
        "thread_id": thread.id,
        "author_id": notebook.author(reply),
        "deed": reply.deed or NO_DEED,
        "html": notebook.batch.html[reply.key],
        "written_at": reply.written_at,
    }


ANSWERS = Shelf(ANSWER, "answers", Answer, _answer, _note_answer)
COMMENTS = Shelf(COMMENT, "comments", Comment, _comment, _note_comment)
