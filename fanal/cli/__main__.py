"""``python -m fanal.cli``."""

import sys

from fanal.cli import main

sys.exit(main())
