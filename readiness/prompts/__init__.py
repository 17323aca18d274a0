"""Prompts: how the program shows text and asks for answers, in menus or with plain typed lines."""
