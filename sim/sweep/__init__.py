"""Sweep: studies of many runs; designs say what is run, ``running`` runs it and loses nothing."""
