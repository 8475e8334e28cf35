"""Tickets that belong together: joined into one, split in two, or linked."""
