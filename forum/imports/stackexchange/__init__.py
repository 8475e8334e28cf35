"""Reads a Stack Exchange dump: one XML file each for users, posts, comments, votes and tags."""

from forum.imports.stackexchange.reading import read

__all__ = ["read"]
