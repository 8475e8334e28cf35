"""One of several processes that act at the same moment, each with an application of its own.

Run as a program: each line of its input is one heat, or the word to start it.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import DBAPIError

from config import Config
from forum.app import create_app
from forum.kernel.db import is_worth_another_try
from forum.kernel.errors import Refused
from forum.kernel.web import TRIES
from tests.races.deeds import DEEDS
from tests.races.racing import Heat

Answer = dict[str, Any]


class Racer:
    """Keeps the application of the town it raced in last."""

    def __init__(self) -> None:
        self._app: Flask | None = None
        self._url = ""

    def run(self) -> None:
        for line in sys.stdin:
            heat = Heat(**json.loads(line))
            app = self._app_of(heat)
            say("ready")
            sys.stdin.readline()
            say([done(app, name, facts) for name, facts in heat.deeds])

    def _app_of(self, heat: Heat) -> Flask:
        if self._app is None or self._url != heat.url:
            if self._app:
                self._app.extensions["database"].dispose()
            self._url, self._app = heat.url, application(heat)
        return self._app


def application(heat: Heat) -> Flask:
    return create_app(
        Config(
            HOME=Path(heat.home),
            DATABASE_URL=heat.url,
            SMTP_URL=heat.smtp_url,
            SECRET_KEY=heat.secret,
            LOG_LEVEL="error",
            TESTING=True,
        )
    )


def done(app: Flask, name: str, facts: dict[str, Any]) -> Answer:
    """Do it as a page would: whoever loses a race in the database tries again."""
    for attempt in range(1, TRIES + 1):
        try:
            with app.app_context():
                return {"result": DEEDS[name](**facts)}
        except Refused as refusal:
            return {"refused": str(refusal)}
        except DBAPIError as error:
            if attempt == TRIES or not is_worth_another_try(error):
                return {"fault": f"{name}: {error.orig!r}"}
        except Exception:
            return {"fault": traceback.format_exc()}
    raise AssertionError("unreachable")


def say(what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    Racer().run()
