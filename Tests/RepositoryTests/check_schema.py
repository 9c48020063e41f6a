#!/usr/bin/env python3
"""Checks every shipped scenario, design and search against the JSON Schema that `issueflow schema` prints.

    check_schema.py [PATH OF issueflow]

A file that extends others is checked after merging, since what it leaves out may be required. Needs jsonschema, PyYAML.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]


class Loader(yaml.SafeLoader):
    """YAML 1.2's core scalars: dates stay text, and neither `yes` nor `19:00` is anything but text."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def load(path, chain=()):
    """The document of a file merged over those that it extends."""
    path = path.resolve()
    if path in chain:
        raise ValueError(" extends ".join(str(link) for link in (*chain, path)))
    with path.open(encoding="utf-8") as file:
        document = yaml.load(file, Loader)
    bases = document.pop("extends", [])
    merged = {}
    for base in [bases] if isinstance(bases, str) else bases:
        merged = merge(load(path.parent / base, (*chain, path)), merged)
    return merge(document, merged)


def merge(overlay, base):
    """Mappings key by key, lists with ids item by item; the rest, and values with a source, as a whole."""
    if isinstance(overlay, dict) and isinstance(base, dict):
        if is_annotated(overlay) or is_annotated(base):
            return overlay
        dropped = {"units", "households"} if "files" in overlay else {"files"} if "units" in overlay else set()
        merged = {key: value for key, value in base.items() if key not in dropped}
        for key, value in overlay.items():
            merged[key] = merge(value, merged[key]) if key in merged else value
        return merged
    if has_ids(overlay) and has_ids(base):
        merged = {item["id"]: item for item in base}
        for item in overlay:
            if item.get("remove") is True:
                merged.pop(item["id"], None)
            else:
                merged[item["id"]] = merge(item, merged[item["id"]]) if item["id"] in merged else item
        return list(merged.values())
    return overlay


def is_annotated(node):
    return "value" in node and "source" in node


def has_ids(node):
    return isinstance(node, list) and bool(node) and all(isinstance(item, dict) and "id" in item for item in node)


def issueflow():
    """The program given, or the newest one built."""
    if len(sys.argv) > 1:
        return sys.argv[1]
    built = [path for kind in ("release", "debug") if (path := ROOT / ".build" / kind / "issueflow").exists()]
    if not built:
        sys.exit("check_schema: build issueflow first, or name it: check_schema.py PATH")
    return str(max(built, key=lambda path: path.stat().st_mtime))


def kind(document):
    """What a file is, by its keys, as the program tells."""
    if "plan" in document:
        return "design"
    return "search" if "factors" in document or "policies" in document else "scenario"


def validators():
    """A validator for each kind of file."""
    made = {}
    for name in ("scenario", "design", "search"):
        printed = subprocess.run([issueflow(), "schema", name], capture_output=True, text=True, check=True).stdout
        schema = json.loads(printed)
        Validator = jsonschema.validators.validator_for(schema)
        Validator.check_schema(schema)
        made[name] = Validator(schema)
    return made


def main():
    by_kind = validators()
    paths = sorted((ROOT / "Scenarios").glob("**/*.yaml"))
    failed = 0
    for path in paths:
        document = load(path)
        errors = by_kind[kind(document)].iter_errors(document)
        problems = [jsonschema.exceptions.best_match([error]) for error in errors]
        failed += bool(problems)
        for problem in problems:
            place = ".".join(str(part) for part in problem.absolute_path) or "(the whole file)"
            print(f"{path.relative_to(ROOT)}: {place}: {problem.message}", file=sys.stderr)
    print(f"{len(paths) - failed} of {len(paths)} files agree with the schema")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
