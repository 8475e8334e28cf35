"""What can have happened to what staff decide about the place."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SettingChanged(Event, kind="setting_changed"):
    """`change_id` is the row with both sides."""

    change_id: int

    @property
    def stream(self) -> str:
        return "settings"
