"""The command line of the training scripts: parse, run; a user's error gives one sentence and exit code 1."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable

from backend.common.errors import SpecAwareError

log = logging.getLogger("training")


def parser(doc: str | None) -> argparse.ArgumentParser:
    """Return a parser whose description is a module's docstring."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


def execute(options: argparse.ArgumentParser, run: Callable[[argparse.Namespace], None], *, clock: bool = False) -> int:
    """Parse the arguments and run; return the exit code. ``clock`` adds the time to each log line."""
    args = options.parse_args()
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(message)s" if clock else "%(message)s", datefmt="%H:%M:%S"
    )
    try:
        run(args)
    except SpecAwareError as error:
        log.error("%s", error)
        return 1
    return 0
