"""What somebody has done is found from their own acts and answers, however large the place is."""

import pytest
from sqlalchemy import text

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading
from forum.reputation.ladder import WINDOW
from forum.reputation.queries.records import _everything, _Span
from tests.conftest import ON_POSTGRES


@pytest.mark.skipif(ON_POSTGRES, reason="an empty table is read whole there, whatever the query")
def test_no_plan_begins_with_everything_of_a_kind(ada):
    span = _Span(now() - WINDOW, now() - WINDOW, now())

    with fresh_reading():
        asked = _everything(ada.member, span).compile(
            db.connection(), compile_kwargs={"literal_binds": True}
        )
        plan = [row.detail for row in db.execute(text(f"explain query plan {asked}"))]

    assert any("ix_answer_author_id" in step for step in plan), plan
    assert not any("ix_published_event_kind" in step for step in plan), plan
