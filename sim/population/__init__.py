"""Residents: one agent each, kept as columns, with genuine Mesa agents as views of them."""
