"""Documents to edit: made of a few kinds of blocks, and written as Word or Markdown."""
