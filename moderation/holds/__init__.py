"""Legal holds: what has to be kept, why, since when, and until when."""
