"""The questions of an archive become threads."""

from collections.abc import Sequence

from forum.imports.actions.known import THREAD, WHOLE_ARCHIVE, ThreadFacts
from forum.imports.actions.notebook import Notebook
from forum.imports.actions.places import tag_names
from forum.imports.actions.posting import Shelf
from forum.imports.actions.rows import Row, add_rows
from forum.imports.records import Question
from forum.threads.actions import slug_of
from forum.threads.events import ThreadAsked
from forum.threads.models import Thread, ThreadTag
from forum.topics.actions import tags_called


def add_threads(notebook: Notebook) -> None:
    """Answers, votes and solutions are counted when they come."""
    fresh = notebook.fresh("threads", notebook.batch.of(Question))
    questions = [q for q in fresh if _topic_key(q) in notebook.known.topics]
    notebook.refuse(q for q in fresh if _topic_key(q) not in notebook.known.topics)
    rows = THREADS.fill(notebook, questions)
    _tag([(row["id"], question) for row, question in zip(rows, questions, strict=True)])


def _topic_key(question: Question) -> str:
    return question.category_key or WHOLE_ARCHIVE


def _row(notebook: Notebook, question: Question) -> Row:
    return {
        "topic_id": notebook.known.topics[_topic_key(question)],
        "author_id": notebook.author(question),
        "title": question.title,
        "slug": slug_of(question.title),
        "views": question.views,
        "asked_at": question.written_at,
        "active_at": question.written_at,
        **notebook.text(question),
    }


def _note(notebook: Notebook, row: Row) -> None:
    id_, author, at = row["id"], row["author_id"], row["asked_at"]
    notebook.known.threads[id_] = ThreadFacts(id_, author, at, 0, None)
    notebook.acts.append((ThreadAsked(actor_id=author, thread_id=id_), at))


def _tag(questions: Sequence[tuple[int, Question]]) -> None:
    named = [(id_, name) for id_, question in questions for name in tag_names(question.tags)]
    tags = {tag.name: tag.id for tag in tags_called(name for _, name in named)}
    add_rows(ThreadTag, [{"thread_id": id_, "tag_id": tags[name]} for id_, name in named])


THREADS = Shelf(THREAD, "threads", Thread, _row, _note)
