"""Comparing two answer files of one service: what has changed between them, and on what evidence."""
