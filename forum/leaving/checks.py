"""What must always hold about the list of who was erased, for `folkmoot doctor`."""

from collections.abc import Iterator

from forum.kernel.backups import erased
from forum.kernel.errors import Refused
from forum.kernel.house import Finding


def damaged_list() -> Iterator[Finding]:
    """While it is damaged nobody is erased, and no backup is put back."""
    try:
        erased.last_words()
    except Refused as damage:
        yield Finding("list of who was erased", str(damage))


CHECKS = {"list of who was erased": damaged_list}
