"""What the people of the demo borough want changed, so that the board is not empty."""

from forum.ideas.demo.building import load

__all__ = ["load"]
