"""An nginx of the measurement's own in front of several desks; it asks them in turn, whoever the visitor is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

CONFIG = """
pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream desks {{ {servers} }}
  server {{
    listen 127.0.0.1:{port};
    proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_http_version 1.1; proxy_connect_timeout 2s; proxy_read_timeout 45s;
    location / {{ proxy_pass http://desks; }}
  }}
}}
"""


class Proxy:
    """The running nginx."""

    def __init__(self, folder: Path, port: int, desks: Sequence[int]) -> None:
        """Starts it before desks on some ports."""
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        servers = " ".join(f"server 127.0.0.1:{one} max_fails=1 fail_timeout=1s;" for one in desks)
        config = folder / "nginx.conf"
        config.write_text(CONFIG.format(folder=folder, servers=servers, port=port))
        self.port = port
        self.process = subprocess.Popen([program, "-c", config, "-p", folder], stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait()
