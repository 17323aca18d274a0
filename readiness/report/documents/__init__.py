"""Papers to go on writing in: made of a few kinds of blocks, written as Word documents or Markdown."""
