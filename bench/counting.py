"""How many statements a page asks the database, counted in this process."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bench.filling import SECRET
from config import Config
from forum.accounts.current import cookie_name
from forum.app import create_app
from forum.kernel.db import Database
from forum.kernel.forgery import csrf_token


def statements(config: Config, path: str, *, signed_in: bool) -> int:
    """Statements of one GET, transactions not counted."""
    app = create_app(config)
    database: Database = app.extensions["database"]
    with app.app_context():
        client = app.test_client()
        if signed_in:
            client.set_cookie(cookie_name(), SECRET)
    client.get(path)
    with _counted(database) as found:
        answer = client.get(path)
    database.dispose()
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(found)


def csrf(config: Config) -> str:
    """The token of the bench's member."""
    app = create_app(config)
    with app.app_context():
        cookie = {"Cookie": f"{cookie_name()}={SECRET}"}
    with app.test_request_context(headers=cookie):
        token = csrf_token()
    app.extensions["database"].dispose()
    return token


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            found.append(statement)

    event.listen(database.reading, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(database.reading, "before_cursor_execute", note)
