"""What somebody sends who says how it was; nothing is chosen beforehand."""

from forum.kernel.forms import Choice, PlainForm, Words
from forum.surveys.rules import GOT, LEVELS, LONGEST_COMMENT
from forum.surveys.wording import GOT_WORDS, LEVEL_WORDS, MORE, NEED, SATISFACTION


class SurveyForm(PlainForm):
    level = Choice(
        SATISFACTION,
        [(str(level), LEVEL_WORDS[level]) for level in LEVELS],
        missing="Choose how satisfied you were.",
    )
    got = Choice(
        NEED,
        [(code, GOT_WORDS[code]) for code in GOT],
        missing="Say whether you got what you needed.",
    )
    comment = Words(MORE, most=LONGEST_COMMENT)
