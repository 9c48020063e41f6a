#!/usr/bin/env python3
"""Which folders of a module lean on which, and whether any lean on each other.

    arrows.py [MODULE ...] [--names FROM TO]

The compiler holds the arrows between modules; within one it lets everything use everything. Here a folder leans on
another when code in it says a name that one file there alone declares: a type or function at the top of a file, or a
member after a point. Comments and texts do not count, nor names that are declared in several places, of which words
alone cannot tell which is meant. Folders that lean on each other, in however long a circle, are printed with the
names, and the exit code is 1. `--names` prints why one folder leans on another.
"""

import argparse
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"
#: Pairs (module/folder that leans, module/folder leaned on) that may be, each with its reason.
ALLOWED: dict[tuple[str, str], str] = {}

TYPES = ("struct", "class", "enum", "protocol", "actor", "extension")
MODIFIERS = (
    r"(?:(?:(?:public|package|internal|fileprivate|private)(?:\(set\))?|final|indirect|static|class|mutating"
    r"|nonmutating|consuming|borrowing|nonisolated|override|lazy|weak|convenience|@\w+(?:\([^)]*\))?)\s+)*"
)
DECLARATION = re.compile(r"^\s*(" + MODIFIERS + r")(struct|class|enum|protocol|actor|typealias|func|let|var) +(\w+)")
CASES = re.compile(r"^\s*(?:indirect )?case +([^.\n]+)$")


def interpolated(text):
    """The code inside a text: what stands in \\( … )."""
    parts, start = [], text.find("\\(")
    while start >= 0:
        depth, end = 0, start + 1
        while end < len(text):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            if depth == 0:
                break
            end += 1
        parts.append(text[start + 2 : end])
        start = text.find("\\(", end)
    return " ".join(parts)


def code(text):
    """A file without comments and texts, line by line as it was."""
    def blank(match):
        part = match.group(0)
        kept = "" if part.startswith("/") else f" {code(interpolated(part))} " if "\\(" in part else " "
        return kept + "\n" * (part.count("\n") - kept.count("\n"))

    inner = r"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
    return re.sub(
        rf'"""(?:.|\n)*?"""|/\*(?:.|\n)*?\*/|//[^\n]*|"(?:{inner}|\\.|[^"\\\n])*"', blank, text)


def declared(text):
    """Names at the top of a file that others can see, names of members, and those of the latter that are private."""
    top, members, hidden, kinds = set(), set(), set(), []
    for line in text.split("\n"):
        found = DECLARATION.match(line)
        inside = all(kinds) and len(kinds) > 0
        isPrivate = found and re.search(r"private(?!\(set\))", found.group(1))
        if found and not kinds:
            if not isPrivate:
                top.add(found.group(3))
        elif found and inside:
            (hidden if isPrivate else members).add(found.group(3))
        elif inside and (cases := CASES.match(line)):
            bare = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", cases.group(1)))
            members |= {name.split("=")[0].strip() for name in bare.split(",")}
        isType = bool(re.match(r"^\s*" + MODIFIERS + r"(" + "|".join(TYPES) + r")\b", line))
        for sign in re.findall(r"[{}]", line):
            if sign == "{":
                kinds.append(isType)
                isType = False
            elif kinds:
                kinds.pop()
    return top, members, hidden


def references(text):
    """Names that a file says by themselves, and those that it says after a point."""
    return set(re.findall(r"(?<![.\w])([A-Za-z_]\w*)", text)), set(re.findall(r"\.(\w+)", text))


def arrows(files):
    """(file, file) to the names by which the first leans on the second."""
    top, member, private = collections.defaultdict(set), collections.defaultdict(set), {}
    for file, text in files.items():
        tops, members, hidden = declared(text)
        for name in tops:
            top[name].add(file)
        for name in members | hidden:
            member[name].add(file)
        private[file] = hidden - members
    found = collections.defaultdict(set)
    for file, text in files.items():
        alone, pointed = references(text)
        for name in alone & top.keys():
            if len(top[name]) == 1 and name not in member:
                found[file, next(iter(top[name]))].add(name)
        for name in pointed & member.keys():
            owner = next(iter(member[name]))
            if len(member[name]) > 1 or name in private[owner] or name in top or name in ORDINARY:
                continue
            # A part of a tuple, or an argument, of the file's own.
            if not re.search(rf"[(,]\s*{name}: [A-Z(\[]", text):
                found[file, owner].add("." + name)
    return {pair: names for pair, names in found.items() if pair[0] != pair[1]}


#: Members of the standard library that one file declares too.
ORDINARY = {
    "append", "contains", "end", "environment", "indices", "isEmpty", "main", "map", "none", "now", "properties", "remove",
    "some", "sort", "sorted", "split", "suffix", "version", "zip",
}


def folder(file):
    return file.parent.as_posix()


def circles(leans):
    """Folders that lean on each other: the strongly connected components of more than one."""
    reached = {start: set() for start in leans}
    for start, seen in reached.items():
        stack = [start]
        while stack:
            for name in leans.get(stack.pop(), ()):
                if name not in seen:
                    seen.add(name)
                    stack.append(name)
    groups = {frozenset(b for b in seen if a in reached.get(b, ())) for a, seen in reached.items() if a in seen}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def main():
    parser = argparse.ArgumentParser(description="Folders of a module that lean on each other.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="all, unless some are named")
    parser.add_argument("--names", nargs=2, metavar=("FROM", "TO"), help="print why one folder leans on another")
    given = parser.parse_args()
    files = {path.relative_to(SOURCES): code(path.read_text()) for path in sorted(SOURCES.rglob("*.swift"))}
    modules = given.modules or sorted({file.parts[0] for file in files})
    leans, names = collections.defaultdict(set), collections.defaultdict(set)
    for (a, b), words in arrows(files).items():
        if a.parts[0] == b.parts[0] and folder(a) != folder(b):
            names[folder(a), folder(b)] |= {f"{word} ({a.name} of {b.name})" for word in words}
            if (folder(a), folder(b)) not in ALLOWED:
                leans[folder(a)].add(folder(b))
    if given.names:
        print("\n".join(sorted(names[tuple(given.names)])))
        return 0
    for pair in ALLOWED.keys() - names.keys():
        print(f"{pair[0]} no longer leans on {pair[1]}: take it out of the list")
    wrong = [group for group in circles(leans) if group[0].split("/")[0] in modules]
    for group in wrong:
        print("lean on each other: " + ", ".join(group))
        for a in group:
            for b in sorted(leans[a] & set(group)):
                print(f"  {a} -> {b}: " + "; ".join(sorted(names[a, b])[:4]))
    count = sum(len({folder(file) for file in files if file.parts[0] == module}) for module in modules)
    print(f"{count} folders of {len(modules)} modules, {len(wrong)} circles, {len(ALLOWED)} arrows allowed")
    return 1 if wrong or ALLOWED.keys() - names.keys() else 0


if __name__ == "__main__":
    sys.exit(main())
