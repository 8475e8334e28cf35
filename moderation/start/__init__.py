"""The first day: what is left to do before a place can open, and opening it."""
