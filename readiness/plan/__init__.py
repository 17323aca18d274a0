"""A service's plan: its answers scored, what was agreed about the actions, what changed, and who reads it."""
