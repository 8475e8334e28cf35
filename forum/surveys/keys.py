"""The signed key that opens one question to the person it was put to, and nothing else."""

from datetime import timedelta

from forum.kernel import keys
from forum.surveys.rules import OPEN_FOR

SALT = "survey"
LASTS = OPEN_FOR + timedelta(days=1)


def token_for(survey_id: int) -> str:
    return keys.key_to(survey_id, salt=SALT)


def survey_opened_by(token: str) -> int | None:
    """None for an old key, a forged one, or one for anything else."""
    return keys.opened_by(token, salt=SALT, lasts=LASTS)


def path_of(survey_id: int) -> str:
    """Where it is answered, without signing in."""
    return f"/surveys/{token_for(survey_id)}"
