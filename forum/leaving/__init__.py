"""Closing an account: asked for, taken back in time, and then everything personal is erased."""
