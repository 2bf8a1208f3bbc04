"""Analysis: what is computed from results; it runs nothing and draws nothing."""
