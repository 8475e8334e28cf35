"""A whole town in one file: taken while it serves, read back, and put into an empty place."""
