"""Hats: for which organisation somebody may speak here, and which of their answers say so."""
