"""What people do with questions, answers and comments."""

from forum.threads.actions.answering import answer_thread, comment_on
from forum.threads.actions.asking import ask, slug_of
from forum.threads.actions.counting import lead_to_article, touch
from forum.threads.actions.deflecting import deflect
from forum.threads.actions.editing import edit_post, personal_in
from forum.threads.actions.guarding import check_questions, check_replies
from forum.threads.actions.hiding import hide_post, unhide_post
from forum.threads.actions.reading import count_views, note_reading
from forum.threads.actions.recounting import recount
from forum.threads.actions.removing import delete_post, restore_post
from forum.threads.actions.solving import (
    accept_answer,
    confirm_answer,
    reject_answer,
    reopen,
    unaccept_answer,
    withdraw_confirmation,
)
from forum.threads.actions.thanking import (
    share_problem,
    thank,
    vote_on,
    withdraw_shared_problem,
    withdraw_thanks,
)

__all__ = [
    "accept_answer",
    "answer_thread",
    "ask",
    "check_questions",
    "check_replies",
    "comment_on",
    "confirm_answer",
    "count_views",
    "deflect",
    "delete_post",
    "edit_post",
    "hide_post",
    "lead_to_article",
    "note_reading",
    "personal_in",
    "recount",
    "reject_answer",
    "reopen",
    "restore_post",
    "share_problem",
    "slug_of",
    "thank",
    "touch",
    "unaccept_answer",
    "unhide_post",
    "vote_on",
    "withdraw_confirmation",
    "withdraw_shared_problem",
    "withdraw_thanks",
]
