"""A workshop: several people answer for one service, each for themselves, and then agree."""
