"""What every event about an answer says: who did it, on which thread, and whose answer it is."""

from typing import Any

from forum.accounts.models import Member
from forum.threads.models import Answer


def about(answer: Answer, by: Member) -> dict[str, Any]:
    """The fields that all kinds of AnswerEvent share."""
    return {
        "actor_id": by.id,
        "thread_id": answer.thread_id,
        "answer_id": answer.id,
        "helper_id": answer.author_id,
    }
