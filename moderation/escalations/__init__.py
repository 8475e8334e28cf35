"""The rules by which questions come to the help desk: seen, tried out and changed by managers."""
