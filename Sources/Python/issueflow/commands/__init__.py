"""The command `issueflow`: the commands of this package here, all others those of the program.

Each command is a module of this folder with

    NAME        the word it is called by
    HELP        one line, in English and Chinese
    add         takes its argparse parser and adds its arguments
    run         takes what was parsed, and gives the exit code; an IssueFlowError becomes a sentence

A name that is a word of Python has a `_` behind it in the name of its file, such as `import_.py`. Only the module that was
asked for is imported, and it imports at its top no more than its arguments need: `issueflow run` becomes the program without
anything that reads results.
"""

from __future__ import annotations

import os
import sys

__all__ = ["main", "names", "old_main"]


def names() -> dict[str, str]:
    """The commands of this package, in order, each with the module that it is in."""
    stems = [name[:-3] for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py")]
    return {stem.removesuffix("_"): stem for stem in sorted(stems) if not stem.startswith("_")}


def main(arguments: list[str] | None = None) -> int:
    """Does what the words ask for. Does not come back where that is the program's: this process becomes the program.

    Exit codes of this package's own commands: 0 done, 2 wrong arguments or folders, 3 the disk refused.
    """
    words = sys.argv[1:] if arguments is None else arguments
    known = names()
    # `issueflow help report` is `issueflow report --help`.
    if words[:1] == ["help"] and words[1:2] and words[1] in known:
        words = [words[1], "--help"]
    if words and words[0] in known:
        from issueflow.commands._call import call

        return call(known[words[0]], words[1:])
    from issueflow.commands._program import become

    return become(words)


def old_main() -> int:
    """The command `issueflow-py`, as it was called when the package had a command of its own."""
    sys.stderr.write(
        "warning: `issueflow-py` is now `issueflow`, and goes away with the next version\n"
        "警告：`issueflow-py` 现为 `issueflow`，下一版本将移除旧名\n"
    )
    return main()
