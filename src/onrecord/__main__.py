"""`python -m onrecord`: the command line where no script is installed."""

from onrecord.cli import main

main()
