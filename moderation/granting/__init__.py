"""Managers make hats, give them to people, and take them back."""
