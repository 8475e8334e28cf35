"""What search plugs in."""
