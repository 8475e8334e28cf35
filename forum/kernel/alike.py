"""Dataclasses of which there are very many share how they are compared and shown."""

from dataclasses import fields
from typing import Any

SHARED = ("__eq__", "__hash__", "__repr__")


class Alike:
    """What stands in a class already, dataclass leaves as it is; or it would write these anew for
    each, and every process would keep that.
    """

    def __init_subclass__(cls) -> None:
        for name in SHARED:
            setattr(cls, name, Alike.__dict__[name])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def __repr__(self) -> str:
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in self._fields() if f.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _compared(self) -> tuple[Any, ...]:
        return type(self), *(getattr(self, f.name) for f in self._fields() if f.compare)

    def _fields(self) -> Any:
        return fields(self)  # type: ignore[arg-type]
