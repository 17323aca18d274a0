"""What is asked: the questionnaire's content, its models, and the sheet that holds a service's answers."""
