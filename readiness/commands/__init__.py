"""The commands of the program, one module for each. They import slow modules only when they run."""
