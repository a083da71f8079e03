"""The front matter: its keys, what each may hold, and the JSON Schema that editors complete and check it by."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import NODEFAULT, Meta, Struct, ValidationError, convert, field
from msgspec.json import schema as json_schema
from msgspec.structs import FieldInfo, fields

from md2moderncv.choices import CHOICES, GEOMETRY, STYLE_OPTIONS
from md2moderncv.messages import nearest

LENGTH = r"^\d{1,3}(\.\d{1,3})?(pt|mm|cm|in|em|ex)$"
PAGE = rf"^({'|'.join(GEOMETRY)})(=\d{{1,3}}(\.\d{{1,3}})?(pt|mm|cm|in|em|ex)?)?$"
NETWORKS = "a network of moderncv and the handle, or the profile's address"

Text = Annotated[str, Meta(description="Text, in which inline Markdown counts.")]
Texts = Text | list[Text]
Length = Annotated[str, Meta(pattern=LENGTH, description="A length, such as `3cm`.", examples=["3cm"])]
OPTIONS = tuple(dict.fromkeys(option for options in STYLE_OPTIONS.values() for option in options))


def one_of(choices: tuple[str, ...]) -> Any:
    """Give the type of one of several words."""
    return Literal[choices]


Style, Icons, Engine, Paper, Fontsize, Family = map(
    one_of, (CHOICES[key] for key in ("style", "icons", "engine", "paper", "fontsize", "family"))
)
Option = one_of(OPTIONS)


class Phone(Struct):
    """A telephone number and what it is for."""

    number: str
    type: Literal["mobile", "fixed", "fax"] = "mobile"


class FrontMatter(Struct, rename="kebab", omit_defaults=True):
    """What the YAML block at the head of a CV may say; other keys are passed over with a warning."""

    name: Annotated[Text, Meta(description="The whole name; or use `firstname` and `lastname`.")] = ""
    firstname: Text = ""
    lastname: Text = ""
    title: Annotated[Text, Meta(description="What stands below the name, such as the profession.")] = ""
    born: Annotated[Text, Meta(description="Date of birth, and the place, as they are to be shown.")] = ""
    email: Annotated[Texts, Meta(description="One address or several.")] = ""
    phone: Annotated[str | list[str | Phone], Meta(description="Numbers; `mobile`, `landline`, `fax` do, too.")] = ""
    address: Annotated[Texts, Meta(description="Street, town, country; in one text, or a list.")] = ""
    homepage: Annotated[Texts, Meta(description="One address or several.")] = ""
    social: Annotated[dict[str, str] | list[Any], Meta(description=f"Profiles: {NETWORKS}.")] = field(
        default_factory=dict[str, str]
    )
    photo: Annotated[str, Meta(description="A PNG, JPEG or PDF file, from the document's folder.")] = ""
    quote: Annotated[Text, Meta(description="A line below the head.")] = ""
    nationality: Text = ""
    extrainfo: Annotated[Texts, Meta(description="Facts that moderncv has no slot for.")] = ""
    sections: Annotated[
        list[str | dict[str, str | bool]] | dict[str, str | bool],
        Meta(description="The order of the sections; `Title: New title` renames one, `Title: false` hides it."),
    ] = field(default_factory=list[str | dict[str, str | bool]])
    bibliography: Annotated[Texts, Meta(description="BibTeX files of publications, beside the document.")] = ""
    bibliography_style: Annotated[
        str, Meta(pattern=r"^[a-z][a-z0-9-]{0,40}$", description="A style of biblatex.", examples=["authoryear"])
    ] = "numeric"
    bibliography_sorting: Annotated[
        str, Meta(pattern=r"^[a-z]{2,10}$", description="How biblatex sorts them.", examples=["ydnt", "nyt"])
    ] = "ydnt"
    bibliography_groups: Annotated[
        dict[str, Text], Meta(description="Types or keywords of entries, with the title each group stands under.")
    ] = field(default_factory=dict[str, str])
    csl: Annotated[
        str, Meta(description="A CSL style beside the document, by which pandoc lists the publications.")
    ] = ""
    letter: Annotated[str, Meta(description="A Markdown file with the letter that goes with the CV.")] = ""
    letter_first: Annotated[bool, Meta(description="Whether the letter stands before the CV.")] = False
    recipient: Annotated[Texts | dict[str, Any], Meta(description="Of a letter: name and address, line by line.")] = ""
    date: Annotated[Text, Meta(description="Of a letter.")] = ""
    subject: Annotated[Text, Meta(description="Of a letter.")] = ""
    opening: Annotated[Text, Meta(description="Of a letter: the salutation; else its first line.")] = ""
    closing: Annotated[Text, Meta(description="Of a letter: the close; else its last line.")] = ""
    signature: Annotated[str, Meta(description="Of a letter: a picture of the signature.")] = ""
    enclosures: Annotated[Texts, Meta(description="Of a letter.")] = ""
    postscript: Annotated[Text, Meta(description="Of a letter.")] = ""
    lang: Annotated[str, Meta(description="The document's language, such as `de`; else the words tell.")] = ""

    style: Style = "classic"
    style_options: Annotated[list[Option], Meta(description="Options of the style, such as `right`.")] = field(
        default_factory=list
    )
    color: Annotated[
        str,
        Meta(
            pattern=rf"^({'|'.join(CHOICES['color'])}|#?[0-9A-Fa-f]{{6}})$",
            description=f"The accent: {', '.join(CHOICES['color'])}, or six hexadecimal digits such as `#336699`.",
            examples=["blue", "#336699"],
        ),
    ] = "blue"
    icons: Icons = "auto"
    engine: Engine = "auto"
    paper: Paper = "a4"
    landscape: bool = False
    fontsize: Fontsize = "11pt"
    family: Family = "sans"
    font: Annotated[
        str,
        Meta(
            pattern=r"^\w[\w .+-]{0,80}$",
            description="A font of this machine, by its name; lualatex sets the CV in it.",
            examples=["TeX Gyre Heros"],
        ),
    ] = ""
    geometry: Annotated[
        list[Annotated[str, Meta(pattern=PAGE)]],
        Meta(description="Options of LaTeX's geometry package.", examples=["scale=0.8", "margin=2cm"]),
    ] = field(default_factory=list)
    hints_width: Annotated[Length, Meta(description="Width of the column of dates; else the longest date tells.")] = ""
    page_numbers: Annotated[bool, Meta(description="Whether pages are numbered where there are several.")] = True
    photo_width: Length = ""
    photo_frame: Annotated[Length, Meta(description="How thick the photo's frame is; `0pt` for none.")] = ""
    head: Annotated[int, Meta(ge=1, le=6, description="With `style: empty`: which of the class's heads.")] = 1
    body: Annotated[int, Meta(ge=1, le=5, description="With `style: empty`: which of the class's bodies.")] = 1
    foot: Annotated[int, Meta(ge=0, le=1, description="With `style: empty`: the class's foot, or none.")] = 0


LOOK = tuple(info for info in fields(FrontMatter))[-18:]
"""The keys that say how the document looks."""
SPELLINGS = {"gray": "grey", "yes": "true", "no": "false", "on": "true", "off": "false"}


def keys() -> tuple[str, ...]:
    """Give every key of the front matter."""
    return tuple(info.encode_name for info in fields(FrontMatter))


def look_fields() -> dict[str, FieldInfo]:
    """Give the keys that say how the document looks."""
    return {info.encode_name: info for info in LOOK}


def decoded(key: str, written: str | list[str]) -> Any:
    """Give the value of a key of the look as the model has it; raises `ValueError` for one that it does not take."""
    info = look_fields()[key]
    listed = info.default is NODEFAULT
    texts = [written] if isinstance(written, str) else written
    values = [part.strip() for text in texts for part in (text.split(",") if listed else [text]) if part.strip()]
    if key == "paper":
        values = [value.casefold().removesuffix("paper") for value in values]  # as LaTeX calls them
    values = [SPELLINGS.get(value.casefold(), value if key == "font" else value.casefold()) for value in values]
    try:
        made = convert(values if listed else values[0] if len(values) == 1 else values, info.type, strict=False)
    except (ValidationError, IndexError) as error:
        raise ValueError(str(error)) from None
    return tuple(made) if listed else made.removeprefix("#").upper() if key == "color" and is_hex(made) else made


def is_hex(color: str) -> bool:
    """Tell whether a colour is one of its own, and no scheme of the class."""
    return color not in CHOICES["color"]


def wanted(key: str, value: str) -> str:
    """Say what a key of the look takes: the choice that is meant, all of them, or an example."""
    if key in CHOICES:
        return nearest(value, CHOICES[key]) + (", or six digits such as `#336699`" if key == "color" else "")
    shown = json_schema(look_fields()[key].type)
    inner = shown.get("items", shown)
    inner = inner if "$ref" not in inner else shown
    if "enum" in inner:
        return nearest(value, OPTIONS)
    if shown.get("type") == "boolean":
        return "write `true` or `false`"
    if "minimum" in inner:
        return f"write a number from {inner['minimum']} to {inner['maximum']}"
    return f"write it like `{(shown.get('examples') or inner.get('examples') or ['3cm'])[0]}`"


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the front matter."""
    made = json_schema(FrontMatter)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The front matter of a CV", **made}
