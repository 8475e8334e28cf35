"""Where people stand, for moderators: how many, how they moved, and what is decided about one."""
