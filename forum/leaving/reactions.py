"""What follows when somebody asks to go, or takes it back."""

from forum.accounts.queries import member_of
from forum.kernel.backups import erased
from forum.kernel.backups.erased import Word
from forum.kernel.mail import owe
from forum.leaving.events import LeavingAsked, LeavingTakenBack
from forum.leaving.policy import listed_as


def tell_when_they_go(event: LeavingAsked) -> None:
    owe("leaving_asked", event_id=event.event_id, recipient=f"member:{event.member_id}")


def tell_they_stay(event: LeavingTakenBack) -> None:
    """A stolen sign-in could take it back, too."""
    owe("leaving_taken_back", event_id=event.event_id, recipient=f"member:{event.member_id}")


def strike_off_the_list(event: LeavingTakenBack) -> None:
    """Nobody who stayed is erased when a backup is put back: neither after an erasure that failed,
    nor after one that a backup had brought them back from.
    """
    member = member_of(event.member_id)
    theirs = listed_as(member.id, member.joined_at)
    is_listed = erased.last_words().get(theirs, Word.UNDONE) != Word.UNDONE
    if is_listed and member.erased_at is None:
        erased.note(Word.UNDONE, theirs)


REACTIONS: dict[type, list[object]] = {
    LeavingAsked: [tell_when_they_go],
    LeavingTakenBack: [tell_they_stay, strike_off_the_list],
}
