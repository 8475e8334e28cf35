"""Tells administrators that something does not work, once, and again when it is over."""
