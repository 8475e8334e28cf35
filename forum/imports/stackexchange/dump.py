"""What must be remembered while a dump is read: numbers and names, never texts."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from forum.imports.records import Person, Record, Refused, Tag
from forum.imports.stackexchange.rows import Row
from forum.imports.values import Unreadable, optional_text, whole


@dataclass(slots=True)
class Dump:
    folder: Path
    people: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    tag_texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    """The post that holds a text about a tag: the tag, and the field that names the post."""
    question_of: dict[int, int | None] = field(default_factory=dict)
    """Every post seen: the question it belongs to; a text about a tag belongs to none."""
    accepted: dict[int, tuple[int, str]] = field(default_factory=dict)
    """A question: the answer it names as accepted, and where it says so."""
    newcomers: list[Record] = field(default_factory=list)
    """People and tags met in passing; they are given before the record that names them."""
    left_out: Counter[str] = field(default_factory=Counter)
    damaged: set[str] = field(default_factory=set)

    def admit(self, number: int, *, question: int | None) -> None:
        """Remember a post; a number may be used once."""
        if number in self.question_of:
            raise Unreadable(f"The number {number} is used twice; only the first was read.")
        self.question_of[number] = question

    def author(self, row: Row, *, by: str, named: str) -> str:
        """The key of the person in the field `by`, or of the bare name of someone who left."""
        if by not in row.fields:
            name = optional_text(row.fields, named)
            return self._stranger(row, f"name:{name}", name)

        number = whole(row.fields, by)
        if f"user:{number}" not in self.people:
            why = f"Person {number} is not in the file; their posts stand under “user{number}”."
            self.newcomers.append(Refused(where="Users.xml", why=why))
        return self._stranger(row, f"user:{number}", f"user{number}")

    def tagged(self, row: Row, names: list[str]) -> tuple[str, ...]:
        for name in names:
            if name not in self.tags:
                self.tags.add(name)
                self.newcomers.append(Tag(where=row.where, name=name))
        return tuple(dict.fromkeys(names))

    def _stranger(self, row: Row, key: str, name: str) -> str:
        if key not in self.people:
            self.people.add(key)
            self.newcomers.append(Person(where=row.where, key=key, name=name, is_deleted=True))
        return key
