"""Managers keep the catalogue: services, topics, promises, opening hours."""
