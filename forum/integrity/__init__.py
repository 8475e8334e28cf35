"""Points that people give one another by arrangement: found every night, reversed, restorable."""
