"""The tests; a file for each topic, and `tiny` for the instruments that hand-computed tables need."""
