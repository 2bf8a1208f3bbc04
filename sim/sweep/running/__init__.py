"""Sweeps: a design is run to its end, whatever happens on the way."""
