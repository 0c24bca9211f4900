"""``python -m diabetes`` is the command ``diabetes``."""

import sys

from ._cli import main

if __name__ == "__main__":
    sys.exit(main())
