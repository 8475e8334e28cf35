"""What is asked of staff who decide about somebody's rung: that they may, and why they do it."""

from forum.accounts.models import Member
from forum.kernel.errors import Invalid, Refused
from forum.reputation import policy

NOT_YOURS = "Only moderators decide this, about somebody else who is here and is no colleague."
NOT_YET = "This person does not have everything yet that an Advocate needs."
WRITE_WHY = "Write why. The person reads it too."


def require_staff(by: Member, member: Member) -> None:
    """Raises Refused for everybody who does not decide about this person."""
    if not policy.may_decide(by, member):
        raise Refused(NOT_YOURS)


def written(reason: str) -> str:
    """The reason without space around it. Raises Invalid when nothing is left."""
    if not reason.strip():
        raise Invalid(WRITE_WHY, {"reason": WRITE_WHY})
    return reason.strip()
