"""`python -m md2moderncv` is `md2moderncv`."""

from md2moderncv.cli import main

main()
