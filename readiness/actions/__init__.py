"""Who does which action by when, and its status: agreed by options, at the terminal or in a table."""
