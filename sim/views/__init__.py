"""Views: figures and documents made from results and from the code itself."""
