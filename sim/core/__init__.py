"""Core: what every other room stands on; it imports nothing of ours but itself."""
