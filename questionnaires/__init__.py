"""What is asked: the questionnaire's content, its models, and the sheet with a service's answers."""
