"""Torture: processes are killed at random moments, and nothing that was finished may be lost."""
