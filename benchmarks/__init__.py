"""Measurements against named peers, as ratios from one run: `make bench`."""
