"""How long a plan takes, against WeasyPrint's own time for the same HTML."""
