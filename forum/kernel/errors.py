"""What can go wrong, said in words a citizen can be shown."""

from collections.abc import Mapping

SIGN_IN = "Sign in to do this. You can contact the council without an account."
SECOND_STEP = (
    "The pages for staff open when your phone shows a code at each sign-in. "
    "It takes two minutes to set up."
)


class Refused(Exception):
    """The person may not do this, or the thing is not in a state to have it done."""

    status = 403
    title = "That is not possible"


class SignInFirst(Refused):
    """Only people who are signed in may do this."""

    status = 401
    title = "Sign in first"

    def __init__(self, sentence: str = SIGN_IN) -> None:
        super().__init__(sentence)


class SecondStepFirst(Refused):
    """Only staff whose phone shows a code for each sign-in may do this."""

    title = "One more step first"

    def __init__(self, sentence: str = SECOND_STEP) -> None:
        super().__init__(sentence)


class Missing(Refused):
    """There is nothing here, or nothing this person may see."""

    status = 404
    title = "We cannot find that"


class Gone(Missing):
    """It was there, and was taken away: whoever has kept its address may forget it."""

    status = 410
    title = "This was removed"


class Conflict(Refused):
    """Somebody else changed it first; `theirs` and `yours` hold both texts."""

    status = 409
    title = "Somebody changed this before you"

    def __init__(self, sentence: str, *, theirs: str = "", yours: str = "") -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.yours = yours


class Invalid(Refused):
    """What was sent cannot be accepted as it is; `faults` maps a field to its sentence."""

    status = 422
    title = "Something needs to be changed"

    def __init__(self, sentence: str, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.faults = dict(faults or {})


class TooMany(Refused):
    """A limit is reached; `wait` is the number of seconds until it opens again."""

    status = 429
    title = "Wait a little"

    def __init__(self, sentence: str, *, wait: int = 60) -> None:
        super().__init__(sentence)
        self.wait = wait


class Resting(Refused):
    """The site can be read but not written to at the moment; `wait` is when to try again."""

    status = 503
    wait = 120
    title = "We cannot save anything right now"
