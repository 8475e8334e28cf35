"""A small fictional borough, so that a newcomer sees a place with people in it."""

from forum.home.demo.building import build_town

__all__ = ["build_town"]
