"""Makes a large place out of nothing, so that speed can be measured where there is much."""
