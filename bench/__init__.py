"""What is measured, and against what; results stand in RESULTS.md."""
