"""Answered requests for information that staff publish, for everybody to read."""
