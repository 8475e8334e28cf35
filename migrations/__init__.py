"""Numbered steps from one schema to the next; one head."""
