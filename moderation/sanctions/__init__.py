"""What staff impose on people: a warning, fewer posts a day, a pause; each with its statement."""
