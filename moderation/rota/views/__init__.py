"""The rota, how services give their tickets, and who can what."""

from moderation.rota.views import giving, skills
from moderation.rota.views.room import rota

__all__ = ["giving", "rota", "skills"]
