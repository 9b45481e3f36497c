"""``python -m conflictdata`` and the script ``conflictdata`` are the command line.

Nothing is imported before ``main`` can answer Ctrl-C.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``conflictdata.cli.main``; an interruption while it is still loading ends in exit code 130 as well."""
    try:
        from conflictdata.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("conflictdata: interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
