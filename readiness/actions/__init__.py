"""Agreeing who does which action by when, and how far it has come: by options, at the terminal or in a table."""
