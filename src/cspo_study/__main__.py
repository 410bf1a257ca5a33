"""The `cspo` command as a process: quick to begin and quick to end.

`--version` is answered before anything else is imported, so that it costs a bare interpreter. For the other commands
the garbage collector waits until a screen or a first question is up (it would run a dozen times over imports and find
nothing: half the time of a bare interpreter), and the process ends without taking itself apart (another whole one).
"""

import gc
import os
import sys


def main() -> int:
    """Run `cspo` with the process's arguments; the process ends here with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from cspo_study import __version__

        sys.stdout.write(f"cspo {__version__}\n")
        return 0
    gc.disable()
    try:
        from cspo_study.cli.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command had begun
        status = 130
    sys.stderr.flush()
    os._exit(status)  # standard output was flushed by `run`, the store was closed by the command


if __name__ == "__main__":
    sys.exit(main())
