"""``python -m backend``: the command line."""

import os
import sys

from .cli import main
from .patience import has_left_behind

code = main()
if has_left_behind():  # a thread that hangs would keep Python from ending
    sys.stdout.flush()
    os._exit(code)
sys.exit(code)
