"""What people want changed here, who stands behind it, and what the council makes of it."""
