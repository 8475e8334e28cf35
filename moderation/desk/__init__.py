"""The staff home: one queue of everything that waits."""
