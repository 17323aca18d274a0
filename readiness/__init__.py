"""Readiness: shows a mental health service whether it is ready to hire peer support workers."""

__version__ = "0.2.0"
