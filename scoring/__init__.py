"""How it is judged: rubrics, and a pure engine that turns answers into a result."""
