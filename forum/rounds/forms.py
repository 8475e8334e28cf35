"""What people ask in a round, checked."""

from forum.kernel.forms import PlainForm, Words
from forum.rounds.actions.asking import NO_WORDS
from forum.rounds.states import LONGEST


class RoundQuestionForm(PlainForm):
    body = Words("Your question", most=LONGEST, missing=NO_WORDS)
