"""Bringing an archive of another place in from a page: the file is kept, the worker reads it."""
