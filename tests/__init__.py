"""The tests: a file for each topic, and modules that they share, such as `tiny` for small questionnaires."""
