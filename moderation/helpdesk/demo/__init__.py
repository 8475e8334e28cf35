"""What the desk of the demo borough has done, is doing, and has not read yet."""

from moderation.helpdesk.demo.building import load

__all__ = ["load"]
