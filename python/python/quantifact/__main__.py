"""The command `quantifact`, in this process: the same as the program that cargo builds."""

import signal
import sys

from ._quantifact import command


def main() -> int:
    """Runs the command with the arguments of this process; gives its exit code."""
    # Python would only take note of Ctrl-C until the command is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return command(["quantifact", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
