"""What follows from an alarm: a mail to each administrator, and a call to the webhook."""

from forum.alarms.events import AlarmEnded, AlarmEvent, AlarmRaised
from forum.alarms.queries import administrators
from forum.kernel.clock import now
from forum.kernel.mail.outgoing import owe
from forum.kernel.tasks import plan


def tell_of_alarm(event: AlarmRaised) -> None:
    """Mail and webhook say what is wrong."""
    _tell(event, "alarm_raised", is_over=False)


def tell_of_end(event: AlarmEnded) -> None:
    """Mail and webhook say that it is over."""
    _tell(event, "alarm_ended", is_over=True)


def _tell(event: AlarmEvent, kind: str, *, is_over: bool) -> None:
    for member_id in administrators():
        owe(kind, event_id=event.event_id, recipient=f"member:{member_id}")
    slot = f"{event.alarm_id}:{'over' if is_over else 'raised'}"
    plan("alarms.call", slot, at=now(), alarm_id=event.alarm_id, is_over=is_over)
