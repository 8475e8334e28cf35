"""What can have happened as a shift begins."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ShiftBegan(Event, kind="shift_began"):
    """Somebody who asked for a mail then is here now."""

    member_id: int

    @property
    def stream(self) -> str:
        return f"member:{self.member_id}"
