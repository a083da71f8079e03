"""Turn the Markdown CV you already have into a moderncv document."""

__version__ = "0.1.0"
