"""What becomes of the actions after the plan: owners, due dates and status, kept beside the answers."""
