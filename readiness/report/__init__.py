"""The reports: each is a rendering of one result, and computes nothing of its own."""
