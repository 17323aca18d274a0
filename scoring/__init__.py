"""How answers are judged: rubrics (data), and the rules that turn answers into a result. No files, no clock."""
