"""What the look of a document can be chosen from, on the command line and in the front matter."""

CHOICES = {
    "style": ("casual", "classic", "banking", "oldstyle", "fancy", "contemporary", "empty"),
    "color": ("black", "blue", "burgundy", "cerulean", "green", "grey", "orange", "purple", "red"),
    "icons": ("auto", "awesome", "letters", "marvosym", "none"),
    "engine": ("auto", "pdflatex", "lualatex"),
    "paper": ("a4", "a5", "b5", "letter", "legal", "executive"),
    "fontsize": ("10pt", "11pt", "12pt"),
    "family": ("sans", "roman"),
}
"""The keys that choose the look, with what each can be; a colour may also be six hexadecimal digits."""

DETAILS = ("details", "nodetails")
STYLE_OPTIONS = {
    "casual": ("left", "right", "alternate", *DETAILS),
    "classic": ("left", "right", "top", *DETAILS),
    "banking": ("fullrules", "shortrules", "mixedrules", "norules", "left", "center", "right", *DETAILS),
    "oldstyle": DETAILS,
    "fancy": DETAILS,
    "contemporary": ("left", "right", "qr", "noqr", "separator", "noseparator", *DETAILS),
    "empty": (),
}
"""What each style can be asked for; what a version of the class does not know, it passes over, and TeX's log tells."""
GEOMETRY = (
    "scale hscale vscale margin hmargin vmargin left right top bottom inner outer width height textwidth textheight "
    "headheight headsep footskip includehead includefoot includeheadfoot"
).split()
"""Options of the geometry package that shape the page."""
LOOK_KEYS = tuple(
    "style style-options color icons engine paper landscape fontsize family font geometry hints-width page-numbers "
    "photo-width photo-frame head body foot".split()
)
"""The keys of the front matter that say how the document looks."""
KEYS = (
    *(
        "name firstname lastname title born email phone address homepage social photo quote nationality extrainfo "
        "sections bibliography bibliography-style bibliography-sorting bibliography-groups csl letter letter-first "
        "recipient date subject opening closing signature enclosures postscript lang"
    ).split(),
    *LOOK_KEYS,
)
"""Every key of the front matter, as the schema has them, which takes longer to load."""
