"""Output: what is kept of runs: tables, their schemas, results folders and where they came from."""
