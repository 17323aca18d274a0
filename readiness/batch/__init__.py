"""Batch: many answer files in, tables and a report on the whole portfolio out."""
