"""Shared: what several commands use; no command stands here."""
