"""What can have happened on the first day."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class TestMailAsked(Event, kind="test_mail_asked"):
    """Somebody wants to see whether mails go out; it goes to the one who asked."""
