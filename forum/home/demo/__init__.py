"""A fictional borough, so that a newcomer sees a place with people in it."""

from forum.home.demo.building import build_town
from forum.home.demo.people import log_ins

__all__ = ["build_town", "log_ins"]
