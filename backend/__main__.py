"""``python -m backend``: the command line."""

import os
import sys

from .common.machine.patience import has_left_behind
from .shell.main import main

if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
    # With LC_ALL=C and similar locales GDAL cannot open files whose names hold non-ASCII characters
    os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "backend", *sys.argv[1:]])  # nosec B606

code = main()
if has_left_behind():  # a hung thread would keep Python from exiting
    sys.stdout.flush()
    os._exit(code)
sys.exit(code)
