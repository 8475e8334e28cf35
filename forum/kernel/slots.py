"""Places on a page that a room further up may fill, without the page knowing who does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup

Filler = Callable[[Sequence[int], Any], dict[int, Markup]]


@dataclass(frozen=True)
class Filling:
    """What fills a slot. `filler(ids, member)` answers for all ids in one query.

    `public` fillings are the same for every reader and may be cached; `personal` ones never.
    """

    filler: Filler
    public: bool


@dataclass(frozen=True)
class Slot:
    """A named place; its room renders whatever others put there."""

    name: str

    def render(self, ids: Sequence[int], *, to: Any) -> dict[int, Markup]:
        filled: dict[int, Markup] = {}
        for filling in current_app.extensions["house"].slots.get(self.name, ()):
            for id_, html in filling.filler(ids, to).items():
                filled[id_] = filled.get(id_, Markup("")) + html
        return filled
