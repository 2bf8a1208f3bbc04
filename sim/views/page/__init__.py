"""The trainers' page: two worlds side by side on the same luck, one lever apart."""
