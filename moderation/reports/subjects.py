"""What other rooms may ask about a report or a decision without importing it."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind
from moderation.reports.models import Decision, Report
from moderation.sanctions.policy import may_moderate


class _Kind:
    """Visible to the one person concerned and to moderators."""

    def __init__(self, model: type[Report] | type[Decision], whose: Any) -> None:
        self.model, self.whose = model, whose

    def visible_to(self, ids: list[int], member: Member | None) -> set[int]:
        if member is None:
            return set()
        rows = select(self.model.id).where(self.model.id.in_(ids))
        if not may_moderate(member):
            rows = rows.where(self.whose == member.id)
        return set(db.scalars(rows))

    def titles(self, ids: list[int]) -> dict[int, str]:
        return dict(self._references(ids))

    def urls(self, ids: list[int]) -> dict[int, str]:
        return {id_: f"/reports/{reference}" for id_, reference in self._references(ids)}

    def _references(self, ids: list[int]) -> list[tuple[int, str]]:
        rows = select(self.model.id, self.model.reference).where(self.model.id.in_(ids))
        return [(row.id, row.reference) for row in db.execute(rows)]

    def as_subject(self) -> SubjectKind:
        return SubjectKind(visible_to=self.visible_to, titles=self.titles, urls=self.urls)


SUBJECTS = {
    "report": _Kind(Report, Report.reporter_id).as_subject(),
    "decision": _Kind(Decision, Decision.person_id).as_subject(),
}
