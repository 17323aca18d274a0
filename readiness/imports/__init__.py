"""Answers that come back: survey exports, filled-in forms, short codes, and paper sheets that somebody types in."""
