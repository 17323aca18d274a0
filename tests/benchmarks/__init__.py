"""Benchmarks: `make bench`. Every figure is a ratio, or a time, measured in one run; machines are noisy."""
