"""Becomes the program, after it has been seen to that it dies with who started it and takes no more than was allowed.

    python -I -S launch.py PARENT BYTES PROGRAM ARGUMENT…

A program of its own, because nothing may be done between a fork and an exec in a process that has threads.
"""

import os
import sys

_DEATH_SIGNAL, _KILL = 1, 9


def main() -> None:
    parent, memory, program, *arguments = sys.argv[1:]
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, _KILL)
        # It may have died before it could be watched.
        if os.getppid() != int(parent):
            os.kill(os.getpid(), _KILL)
    if int(memory):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    os.execv(program, [program, *arguments])


if __name__ == "__main__":
    main()
