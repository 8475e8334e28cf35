"""Whether anybody is answered sooner for what they did for others: figures for everybody."""
