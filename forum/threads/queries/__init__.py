"""Questions asked of threads; none of them changes anything."""

from forum.threads.queries.counters import COUNTERS
from forum.threads.queries.history import notes_of, revisions_of
from forum.threads.queries.holding import true_months
from forum.threads.queries.lists import Line, Solved, solved_lately, threads_in
from forum.threads.queries.pace import Pace, pace
from forum.threads.queries.posts import (
    answer_of,
    visible_answer,
    visible_comment,
    visible_thread,
)
from forum.threads.queries.public import PUBLIC_THREADS, PUBLIC_TOPICS
from forum.threads.queries.question import Question, question_page
from forum.threads.queries.remarks import comments_on, comments_on_question
from forum.threads.queries.subjects import SUBJECTS, answer_path, thread_path
from forum.threads.queries.talk import Said, Talk, most_helpful, written_on
from forum.threads.queries.totals import TOTALS
from forum.threads.queries.whole import Answered, answers_of, tags_of

__all__ = [
    "COUNTERS",
    "PUBLIC_THREADS",
    "PUBLIC_TOPICS",
    "SUBJECTS",
    "TOTALS",
    "Answered",
    "Line",
    "Pace",
    "Question",
    "Said",
    "Solved",
    "Talk",
    "answer_of",
    "answer_path",
    "answers_of",
    "comments_on",
    "comments_on_question",
    "most_helpful",
    "notes_of",
    "pace",
    "question_page",
    "revisions_of",
    "solved_lately",
    "tags_of",
    "thread_path",
    "threads_in",
    "true_months",
    "visible_answer",
    "visible_comment",
    "visible_thread",
    "written_on",
]
