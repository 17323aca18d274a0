"""Scoring: rubrics (data), and the rules that turn answers into a result; no files, no clock."""
