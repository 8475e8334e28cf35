"""Dev has a colleague, Nell, and a manager, Mara, and they say when they are here."""

from tests.moderation.colleagues import mara, nell, outbox

__all__ = ["mara", "nell", "outbox"]

HERE = {"service": "parking", "date": "", "begins": "09:00", "ends": "17:00"}


def is_here(by, **said):
    """Looked at and then saved; what cannot be is answered at once."""
    sent = HERE | {"person": str(by.member_id)} | said
    shown = by.post("/desk/duty", **sent)
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    return by.post("/desk/duty", seen=seen, **sent) if seen else shown
