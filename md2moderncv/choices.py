"""What the look of a document can be chosen from, on the command line and in the front matter."""

CHOICES = {
    "style": ("casual", "classic", "banking", "oldstyle", "fancy"),
    "color": ("black", "blue", "burgundy", "green", "grey", "orange", "purple", "red"),
    "engine": ("auto", "pdflatex", "lualatex"),
}
"""The keys that choose the look, with what each can be."""
