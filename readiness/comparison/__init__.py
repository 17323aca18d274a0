"""Two answer files of one service held against each other: what moved between them, and on what evidence."""
