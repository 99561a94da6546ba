"""From an opened scene to a finished map and its report: plan, read, run, blend, write. Used by ``serve`` alone."""
