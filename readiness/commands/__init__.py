"""The commands, one module each. What is heavy is imported inside the command that needs it."""
