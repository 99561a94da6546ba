"""Run the scanners of QGIS's plugin repository on the newest zip in dist/, as it runs them on an upload.

Bandit and detect-secrets block an upload, flake8 informs (https://plugins.qgis.org/docs/security-scanning). The rule of
flake8 that is left out, E203, contradicts the layout of slices that ruff writes; the repository has it off, too.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCANS = {
    "bandit": ("-m", "bandit", "--quiet", "--recursive", "--format", "txt", "."),
    "detect-secrets": ("-m", "detect_secrets", "scan", "--all-files", "--exclude-files", r"metadata\.txt", "."),
    "flake8": ("-m", "flake8", "--max-line-length", "120", "--extend-ignore", "E203", "."),
}
"""Arguments for Python, run in the folder of the unpacked zip."""


def findings(name: str, folder: Path) -> str:
    """Return what a scanner says of an unpacked zip; "" for nothing."""
    done = subprocess.run([sys.executable, *SCANS[name]], cwd=folder, capture_output=True, text=True, check=False)
    if name == "detect-secrets" and done.returncode == 0 and '"results": {}' in done.stdout:
        return ""
    if name != "detect-secrets" and done.returncode == 0:
        return ""
    return done.stdout + done.stderr


def main() -> int:
    """Scan; return 1 and show the findings where there are any."""
    zips = sorted((ROOT / "dist").glob("specaware-*.zip"), key=lambda path: path.stat().st_mtime)
    if not zips:
        sys.stderr.write("There is no zip in dist/: run 'bash run.sh package' first.\n")
        return 1
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(zips[-1]) as archive:
            archive.extractall(folder)
        for name in SCANS:
            found = findings(name, Path(folder))
            sys.stdout.write(f"{name}: {'no findings' if not found else 'findings'}\n{found}")
            failed = failed or bool(found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
