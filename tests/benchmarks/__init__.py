"""The benchmarks that `make bench` runs. Every figure is a ratio or a time from a single run, as machines are noisy."""
