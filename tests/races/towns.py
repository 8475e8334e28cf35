"""Looking into the database of a town that is running, from the outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import update

from config import Config
from forum.app import create_app
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.mail import OutgoingMail
from forum.kernel.tasks import Work
from tests.conftest import close
from tests.services.town import Town


@contextmanager
def inside(town: Town) -> Iterator[Flask]:
    """An application on the town's own database, with its secret."""
    facts = {k: v for k, v in town.environment.items() if k.startswith("FOLKMOOT_")}
    config = Config.from_environment(facts | {"FOLKMOOT_HOME": str(Path(town.home))})
    app = create_app(config)
    with app.app_context():
        yield app
    close(app)


def let_leases_run_out() -> None:
    """As if the minutes had passed after which work of a dead worker is taken up again."""
    past = now() - timedelta(seconds=1)
    with writing():
        for model in (OutgoingMail, Work):
            lost = update(model).where(model.lease_until.is_not(None)).values(lease_until=past)
            db.execute(lost, execution_options={"synchronize_session": False})
