"""The templates of the document; `moderncv.tex` is the whole, the others a macro each."""
