"""A brief as a page that loads nothing."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from issueflow.brief.content import Brief
from issueflow.report.figures import inline

_MARK = b'<meta name="generator" content="issueflow brief">'


def page(brief: Brief) -> bytes:
    """The page; every text is escaped by the template, and only the figure and the package's own style are taken as they are."""
    folder = resources.files("issueflow.brief")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string((folder / "brief.html").read_text(encoding="utf-8"))
    style = Markup((folder / "brief.css").read_text(encoding="utf-8"))
    picture = inline(brief.picture.svg, f"split-{brief.lang}")
    return template.render(brief=brief, style=style, picture=picture).lstrip().encode("utf-8")


def is_ours(head: bytes) -> bool:
    """Whether a file is a brief that was written here."""
    return head.startswith(b"<!DOCTYPE html>") and _MARK in head
