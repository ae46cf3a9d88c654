"""``python -m quizzer`` and the command ``quizzer``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from quizzer.cli.start import start

    sys.exit(start(sys.argv[1:]))


if __name__ == "__main__":
    main()
