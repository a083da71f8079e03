"""Measures: what grows with what."""
