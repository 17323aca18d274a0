"""Advice on the wording of a questionnaire, by the rules of its own `style.toml`."""
