"""Documents: pages of docs/ and experiments/ that are made from the code."""
