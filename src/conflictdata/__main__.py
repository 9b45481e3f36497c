"""``python -m conflictdata`` is the command line."""

from conflictdata.cli import main

main()
