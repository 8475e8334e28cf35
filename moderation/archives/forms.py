"""What an administrator chooses on the page of imports, checked, with the sentence to show."""

from typing import Any

from forum.imports.kinds import KINDS
from forum.kernel.forms import Choice, PlainForm
from forum.kernel.languages import say


class ImportForm(PlainForm):
    """The file travels beside it."""

    kind = Choice("What is it?", missing="Choose what kind of archive it is.")

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.kind.choices = [(name, say(kind.label)) for name, kind in KINDS.items()]
