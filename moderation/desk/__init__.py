"""The staff's home: one queue of everything that waits, in the order of what was promised."""
