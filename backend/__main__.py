"""``python -m backend``: the command line."""

import os
import sys

from .common.machine.patience import has_left_behind
from .shell.main import main

if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
    # LC_ALL=C and the like: GDAL could not open files whose names have other letters than those of ASCII
    os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "backend", *sys.argv[1:]])  # nosec B606

code = main()
if has_left_behind():  # a thread that hangs would keep Python from ending
    sys.stdout.flush()
    os._exit(code)
sys.exit(code)
