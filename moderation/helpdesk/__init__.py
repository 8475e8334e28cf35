"""Tickets: what peers could not solve, with a reference and a promise."""
