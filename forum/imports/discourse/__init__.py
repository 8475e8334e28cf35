"""Reads a Discourse archive: JSON files of one topic each, or of one post each."""

from forum.imports.discourse.reading import read

__all__ = ["read"]
