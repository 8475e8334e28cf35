"""The first weeks of somebody new at the desk: what they read, and who looks at their answers."""
