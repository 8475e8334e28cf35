"""One run over an archive: what it has read so far, and which records go on to be written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from forum.imports.judging import LONGEST_KEY, fault_of
from forum.imports.records import (
    Accepted,
    Archive,
    LeftOut,
    Proposal,
    Question,
    Record,
    Records,
    Refused,
    Remark,
    Reply,
    TagText,
)
from forum.imports.tally import Tally

TAG_TEXTS = ("texts about tags", "There is no place for them here.")
CLOSED = ("closed questions", "Here they can be answered.")


@dataclass
class Course:
    """`passed_over` counts what a record says that has no place here."""

    archive: Archive
    tally: Tally = field(default_factory=Tally)
    passed_over: Counter[tuple[str, str]] = field(default_factory=Counter)
    last_moment: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def name(self) -> str:
        """What its keys are stored under; the key of an archive is unique for its source."""
        return f"{self.archive.source} {self.archive.key[:LONGEST_KEY]}"

    def sound(self, records: Records) -> Iterator[Record]:
        """Those that can be written; the others are counted."""
        for record in records:
            if self._is_for_writing(record):
                self._look_at(record)
                yield record

    def finish(self) -> Tally:
        for (what, why), count in sorted(self.passed_over.items()):
            self.tally.left_out.append(LeftOut(what=what, count=count, why=why))
        return self.tally

    def _is_for_writing(self, record: Record) -> bool:
        if isinstance(record, Refused):
            self.tally.refuse(record.where, record.why)
        elif isinstance(record, LeftOut):
            self.tally.left_out.append(record)
        elif isinstance(record, TagText):
            self.passed_over[TAG_TEXTS] += 1
        elif fault := fault_of(record):
            self.tally.refuse(getattr(record, "where", ""), fault)
        else:
            return True
        return False

    def _look_at(self, record: Record) -> None:
        if isinstance(record, Question) and record.is_closed:
            self.passed_over[CLOSED] += 1
        if isinstance(record, Question | Reply | Proposal | Remark):
            self.last_moment = max(self.last_moment, record.written_at)
        if isinstance(record, Accepted) and record.at:
            self.last_moment = max(self.last_moment, record.at)
