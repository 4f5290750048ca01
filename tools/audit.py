"""Asks whether anything that the bot needs has a known weakness: `python -m tools.audit`.

Asked is what `requirements-sentry.lock` pins, all that the image has; pip-audit asks PyPI, or a service that
speaks as OSV does (`--osv URL`). It ends with 1 where there is a weakness, and with 2 where the lock file is
none. Where nobody answers it says so loudly and ends with 0: a build without the Internet goes on.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements-sentry.lock"
PATIENCE = "10"
"""Seconds that one answer may take."""
AWAY = ("requests.exceptions.", "ServiceError", "ConnectionError", "Could not connect")
"""What pip-audit says where nobody answers, or where what answers is no such service."""
LOUD = "!!! NOT AUDITED !!!"


def main(words: list[str] | None = None) -> int:
    """Ask, tell, and give the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    asked.add_argument("--lock", type=Path, default=LOCK, help="another lock file, with hashes")
    asked.add_argument(
        "--osv", metavar="URL", help="ask this service, which speaks as OSV does, instead of PyPI"
    )
    given = asked.parse_args(words)
    found, trouble = _ask(given.lock, given.osv)
    if found is None:
        if not any(mark in trouble for mark in AWAY):
            print(trouble.strip().splitlines()[-1] if trouble.strip() else "pip-audit said nothing")
            return 2
        print(f"{LOUD} The list of known weaknesses cannot be reached from here; nothing was looked up.")
        return 0
    code, lines = verdict(found)
    print("\n".join(lines))
    return code


def verdict(found: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code and what to tell, of what pip-audit found of each package."""
    lines = []
    weak = [one for one in found if one.get("vulns")]
    silent = [one["name"] for one in found if "skip_reason" in one]
    for one in weak:
        for fault in one["vulns"]:
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            lines.append(f"{one['name']} {one['version']}: {fault['id']}, mended in {mended}")
    if silent:
        # pip-audit takes an unknown address for an unknown package, and calls that well
        names = ", ".join(silent[:5]) + (" …" if len(silent) > 5 else "")
        lines.append(f"{LOUD} Nothing was told of {len(silent)} of {len(found)} packages: {names}")
    if not weak and not silent:
        lines.append(f"No weakness is known in {len(found)} packages.")
    return (1 if weak else 0), lines


def _ask(lock: Path, osv: str | None) -> tuple[list[dict[str, Any]] | None, str]:
    """What pip-audit tells of each package, None where it tells nothing; and what it complains of."""
    service = ("--vulnerability-service", "osv", "--osv-url", osv) if osv else ()
    with tempfile.TemporaryDirectory() as cache:  # an answer of yesterday is none of today
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip"),
                *("--format", "json", "--progress-spinner", "off", "--timeout", PATIENCE),
                *("--cache-dir", cache),
                *service,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None, done.stderr
    return (told or None), done.stderr


if __name__ == "__main__":
    sys.exit(main())
