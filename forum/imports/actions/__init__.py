"""Writing a batch of an archive into the rooms it belongs to."""

from forum.imports.actions.writing_down import write_down

__all__ = ["write_down"]
