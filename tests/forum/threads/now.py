"""Looking at the rows as they are now, not as they were when this test looked first."""

from typing import Any

from sqlalchemy.orm import Query

from forum.kernel.db import db


def rows(*what: Any) -> Query[Any]:
    """A query that sees what the pages have committed meanwhile."""
    db.rollback()
    found: Query[Any] = db.query(*what)
    return found
