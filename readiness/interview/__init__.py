"""The interview: asks the questions of the questionnaire, saves each answer and ends with the plan."""
