"""Questionnaires of your own: copying the one that ships, adding to the copy, and recognising its versions."""
