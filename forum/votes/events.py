"""What can have happened to something that one citizen gave another: a vote, thanks, a solution."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class GiftEvent(Event):
    """`gift_id` is the event by which it was given, `post_id` what it was given for.

    `root` is thread or idea, `root_id` its number: it stands in one row with what happens there.
    """

    reversal_id: int
    gift_id: int
    post_id: int
    giver_id: int
    receiver_id: int
    root: str
    root_id: int

    @property
    def subject_id(self) -> int | None:
        return self.post_id

    @property
    def stream(self) -> str:
        return f"{self.root}:{self.root_id}"


@dataclass(frozen=True, kw_only=True)
class GiftVoided(GiftEvent, kind="gift_voided"):
    """It counts no longer: not as points, and not as help."""


@dataclass(frozen=True, kw_only=True)
class GiftReinstated(GiftEvent, kind="gift_reinstated"):
    """It counts again, as if nothing had been."""
