"""Reads tables that people made themselves: of ideas, or of questions and their answers."""

from forum.imports.tables.ideas import read as read_ideas
from forum.imports.tables.threads import read as read_threads

__all__ = ["read_ideas", "read_threads"]
