"""What people do with rounds of questions."""

from forum.rounds.actions.answering import Reply, reply
from forum.rounds.actions.asking import ask, forget_questions_of, take_back
from forum.rounds.actions.preparing import (
    Plan,
    change_round,
    choose_hosts,
    close_ended,
    move_round,
    prepare_round,
    publish_round,
)

__all__ = [
    "Plan",
    "Reply",
    "ask",
    "change_round",
    "choose_hosts",
    "close_ended",
    "forget_questions_of",
    "move_round",
    "prepare_round",
    "publish_round",
    "reply",
    "take_back",
]
