"""What people of the demo borough reported, and what the moderators made of it."""

from moderation.reports.demo.building import load

__all__ = ["load"]
