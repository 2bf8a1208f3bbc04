"""Rules that more than one mechanism needs: pure functions of numbers, with their parameters."""
