#!/usr/bin/env python3
"""Runs real Bittensor clients, as PyPI has them, against a node of this checkout.

    tests/clients/run.py            every story
    tests/clients/run.py sdk11      the stories whose name contains an argument

Each story gets a node of its own with a fresh chain, and an empty home folder. The two lines of
clients do not install together, so each has a Python environment, made once from pinned
requirements and kept in $HOME/.cache/yumanet/clients.
"""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv

HERE = pathlib.Path(__file__).resolve().parent
CACHE = pathlib.Path.home() / ".cache" / "yumanet"
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", CACHE / "target"))
BINARY = pathlib.Path(os.environ.get("YUMANET_BIN", TARGET / "debug" / "yumanet"))

# Story, and the environment in which it runs.
STORIES = [
    ("sdk11", "line11"),
    ("btcli11", "line11"),
    ("sdk10", "line10"),
    ("btcli9", "line10"),
]
START_LIMIT = 60
STORY_LIMIT = 600


def environment(name):
    """The folder of a Python environment, made if it is not there."""
    requirements = HERE / f"{name}.txt"
    mark = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = CACHE / "clients" / f"{name}-{mark}"
    complete = folder / "complete"
    if not complete.exists():
        print(f"making the Python environment {folder}", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run(
            [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
            + ["--requirement", requirements],
            check=True,
        )
        complete.touch()
    return folder


def free_port():
    """A port that nothing listens on; from YUMANET_PORTS (first-last) if that is set."""
    wanted = os.environ.get("YUMANET_PORTS")
    candidates = [0]
    if wanted:
        first, last = map(int, wanted.split("-"))
        candidates = range(first, last + 1)
    for port in candidates:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise SystemExit(f"no port of {wanted} is free")


def rpc(port, method, *params):
    body = json.dumps({"id": 1, "jsonrpc": "2.0", "method": method, "params": params}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)["result"]


class Node:
    """A development chain that nobody has used yet."""

    def __enter__(self):
        self.port = free_port()
        self.log = tempfile.NamedTemporaryFile("w+", prefix="yumanet-", suffix=".log")
        command = [str(BINARY), "--dev", "--rpc-port", str(self.port), "--no-prometheus"]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                if int(rpc(self.port, "chain_getHeader")["number"], 16) >= 1:
                    return self
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.show_log()
                self.__exit__()
                raise SystemExit(f"the node did not start: {' '.join(command)}")
            time.sleep(0.1)

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()

    def show_log(self):
        self.log.flush()
        lines = pathlib.Path(self.log.name).read_text().splitlines()
        print("  the end of the node's log:", *lines[-20:], sep="\n  | ", flush=True)


def tell(story, folder):
    """Runs a story; whether it went well."""
    print(f"{story}", flush=True)
    with Node() as node, tempfile.TemporaryDirectory(prefix="yumanet-home-") as home:
        # Nothing of the user's own configuration may leak in.
        variables = {
            "HOME": home,
            "PATH": f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "COLUMNS": "200",
            "YUMANET_WS": f"ws://127.0.0.1:{node.port}",
            "PYTHONPATH": str(HERE),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [folder / "bin" / "python", HERE / f"{story}.py"]
        try:
            code = subprocess.run(command, env=variables, cwd=home, timeout=STORY_LIMIT).returncode
        except subprocess.TimeoutExpired:
            print(f"  not ok: not told within {STORY_LIMIT} s", flush=True)
            code = 1
        if code != 0:
            node.show_log()
    return code == 0


def main():
    wanted = sys.argv[1:]
    chosen = [s for s in STORIES if not wanted or any(part in s[0] for part in wanted)]
    if not chosen:
        raise SystemExit(f"no story matches: {' '.join(wanted)}")
    folders = {name: environment(name) for name in sorted({name for _, name in chosen})}
    failed = [story for story, name in chosen if not tell(story, folders[name])]
    print(f"{len(chosen) - len(failed)} of {len(chosen)} stories went well")
    if failed:
        raise SystemExit(f"failed: {' '.join(failed)}")


main()
