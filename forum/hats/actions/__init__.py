"""What is done about hats: making, giving, putting on, and all of it taken back."""

from forum.hats.actions.giving import end_what_does_not_fit, give, give_back, take_back
from forum.hats.actions.making import make_hat, retire_hat, reword_hat, switch_hats
from forum.hats.actions.wearing import put_on, take_off, take_off_for

__all__ = [
    "end_what_does_not_fit",
    "give",
    "give_back",
    "make_hat",
    "put_on",
    "retire_hat",
    "reword_hat",
    "switch_hats",
    "take_back",
    "take_off",
    "take_off_for",
]
