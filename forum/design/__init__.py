"""One look: the frame of every page, the parts pages are made of, and the words for time."""
