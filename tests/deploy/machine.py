"""A machine on which the guide's commands are run: its folders lie in one folder, and systemd is a script."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

from bot.settings import MODEL, ROOT
from tests.desk import free_port

GUIDE = ROOT / "docs" / "operations.md"
BLOCK = re.compile(r"(?m)^<!-- run: ([\w-]+) -->\n```sh\n(.*?)^```$", re.DOTALL)
LEFT_OUT = (
    ".git",
    ".venv*",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
    "node_modules",
    "models",
    "var",
    "build",
    "dist",
)
PLACES = ("/opt/", "/etc/madoguchi", "/etc/systemd/", "/var/lib/madoguchi", "/var/backups/madoguchi")
SECONDS = 600
SYSTEMCTL = r"""#!/bin/bash
# systemd, as far as the guide needs it: does what the unit says, and waits until the desk is ready.
set -e
stop() { [ ! -f {root}/pid ] || { kill "$(cat {root}/pid)"; tail --pid="$(cat {root}/pid)" -f /dev/null; rm {root}/pid; }; }
start() {
  command=$(sed -n 's|^ExecStart=/opt/|{root}/opt/|p' {root}/etc/systemd/system/madoguchi.service)
  set -a; . {root}/etc/madoguchi.env; set +a
  cd {root}/opt/madoguchi
  setsid ${command/5005/{port}} >>{root}/log 2>&1 </dev/null & echo $! >{root}/pid
  until curl -fs -o /dev/null http://127.0.0.1:{port}/readyz; do kill -0 "$(cat {root}/pid)"; sleep 0.3; done
}
case "$1" in
  daemon-reload) ;;
  enable | start) start ;;
  stop) stop ;;
  restart) stop; start ;;
  *) exit 64 ;;
esac
"""


def blocks() -> dict[str, str]:
    """The guide's commands that are run, by name."""
    return dict(BLOCK.findall(GUIDE.read_text(encoding="utf-8")))


class Machine:
    """The machine, with version 1.1.0 of the project set up in /opt."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        for folder in ("bin", "opt", "etc/systemd/system", "var/lib/madoguchi", "var/backups"):
            (root / folder).mkdir(parents=True)
        self.add_program("systemctl", SYSTEMCTL.replace("{root}", str(root)).replace("{port}", str(self.port)))
        self.add_program("runuser", '#!/bin/bash\nwhile [ "$1" != -- ]; do shift; done; shift; exec "$@"\n')
        self.add_version("1.1.0")

    def add_program(self, name: str, script: str) -> None:
        """Puts a script on the path."""
        (program := self.root / "bin" / name).write_text(script)
        program.chmod(0o755)

    def add_version(self, version: str) -> Path:
        """Sets a copy of the project up in /opt, with the environment and the model of this one."""
        copy = self.root / "opt" / f"madoguchi-{version}"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (copy / ".venv").symlink_to(sys.prefix)
        (copy / "models").symlink_to(MODEL.parent)
        return copy

    def run(self, *names: str) -> str:
        """Runs blocks of the guide in one shell; what they printed.

        Raises:
            AssertionError: when one of the commands failed.
        """
        script = "set -euo pipefail\n" + "\n".join(blocks()[name] for name in names)
        for place in PLACES:
            script = script.replace(place, f"{self.root}{place}")
        script = script.replace("127.0.0.1:5005", f"127.0.0.1:{self.port}").replace(" -o madoguchi", "")
        ours = {k: v for k, v in os.environ.items() if not k.startswith(("MADOGUCHI_", "LINE_"))}
        environment = {**ours, "PATH": f"{self.root / 'bin'}:{ours['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.root, env=environment, capture_output=True, text=True, timeout=SECONDS
        )
        assert done.returncode == 0, f"{names}: {done.stdout}{done.stderr}{self.log()}"
        return done.stdout

    def log(self) -> str:
        """The end of what the desk said."""
        log = self.root / "log"
        return log.read_text()[-3000:] if log.is_file() else ""

    def set(self, name: str, value: str) -> None:
        """Changes a setting in /etc/madoguchi.env."""
        file = self.root / "etc" / "madoguchi.env"
        kept = [line for line in file.read_text().splitlines() if not line.startswith(f"{name}=")]
        file.write_text("\n".join([*kept, f"{name}={value}", ""]))

    def said(self, name: str) -> str:
        """A setting in /etc/madoguchi.env."""
        (found,) = re.findall(rf"(?m)^{name}=(.*)$", (self.root / "etc" / "madoguchi.env").read_text())
        return str(found)

    def ask(self, message: str, sender: str | None = None) -> str:
        """What the desk answers."""
        body = json.dumps({"sender": sender or secrets.token_hex(8), "message": message}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhooks/rest/webhook", body)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return "\n".join(reply["text"] for reply in json.loads(answer.read()))

    def end(self) -> None:
        """Stops the desk."""
        if (pid := self.root / "pid").is_file():
            subprocess.run([self.root / "bin" / "systemctl", "stop"], check=False, timeout=SECONDS)
            pid.unlink(missing_ok=True)
