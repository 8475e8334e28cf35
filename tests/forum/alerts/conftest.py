"""Alerts about parking, put up as staff put them up, and the mails that were really sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from forum.alerts import actions
from forum.alerts.actions import Draft
from forum.alerts.models import Alert
from forum.alerts.queries import visible_alert
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.written import write_up
from tests.cast import Person
from tests.forum.notifications.conftest import mails, text_of

__all__ = ["mails", "text_of"]

Announce = Callable[..., Alert]


def draft_of(
    service_id: int, title: str, *, begins: float = -1, ends: float | None = None
) -> Draft:
    """Moments are hours from now."""
    return Draft(
        service_id=service_id,
        kind="problem",
        title=title,
        body=write_up(f"{title}. Use the **library** car park."),
        begins_at=now() + timedelta(hours=begins),
        ends_at=None if ends is None else now() + timedelta(hours=ends),
    )


@pytest.fixture
def announce(parking: Any, dev: Person) -> Announce:
    """A published alert; `published=False` leaves it a draft."""

    def put_up(title: str, *, published: bool = True, **when: float | None) -> Alert:
        draft = draft_of(parking.service_id, title, **when)  # type: ignore[arg-type]
        with writing():
            alert = actions.write_alert(draft, by=dev.member)
            if published:
                actions.publish_alert(alert, by=dev.member)
        return alert

    return put_up


@pytest.fixture
def add(dev: Person) -> Callable[..., None]:
    """An update to an alert, written with what stands there now."""

    def write(alert: Alert, words: str) -> None:
        body = write_up(words)
        with writing():
            here = visible_alert(alert.id, to=dev.member, lock=True)
            actions.update_alert(here, body, by=dev.member, version=here.version)

    return write


@pytest.fixture
def end(dev: Person) -> Callable[[Alert], None]:
    def stop(alert: Alert) -> None:
        with writing():
            actions.end_alert(visible_alert(alert.id, to=dev.member, lock=True), by=dev.member)

    return stop
