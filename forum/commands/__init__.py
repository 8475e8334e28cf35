"""Commands about the whole house; a room's own commands stand in its `cli.py`."""
