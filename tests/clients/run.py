#!/usr/bin/env python3
"""Runs real Bittensor clients, as PyPI has them, against a node of this checkout.

    tests/clients/run.py            every story
    tests/clients/run.py sdk11      the stories whose name contains an argument

Each story gets a node of its own with a fresh chain, and an empty home folder. The two lines of
clients do not install together, so each has a Python environment, made once from pinned
requirements and kept in $HOME/.cache/yumanet/clients.

Two stories are told at once for each processor, because a story mostly waits for blocks; what it
prints appears when it ends.
A new story is a file beside this one, and a line in STORIES.
"""

import concurrent.futures
import hashlib
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
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

# Story, and the environment in which it runs; the longest first, so that none is left for the end.
STORIES = [
    ("commands11", "line11"),
    ("btcli11", "line11"),
    ("btcli9", "line10"),
    ("sdk11", "line11"),
    ("sdk10", "line10"),
    ("shield11", "line11"),
    ("timelock11", "line11"),
]
START_LIMIT = 60
# The longest takes two minutes alone, and four on a busy machine with two cores; others are slower.
STORY_LIMIT = 1800


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


def ports_to_ask_for():
    """The ports of YUMANET_PORTS (first-last) if that is set, else 0 for ever: the node chooses."""
    wanted = os.environ.get("YUMANET_PORTS")
    if not wanted:
        return itertools.repeat(0)
    first, last = map(int, wanted.split("-"))
    return iter(range(first, last + 1))


def rpc(port, method, *params):
    body = json.dumps({"id": 1, "jsonrpc": "2.0", "method": method, "params": params}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)["result"]


class Failure(Exception):
    """A story that could not be told to its end."""


class Node:
    """A development chain that nobody has used yet. `ports` is shared by all nodes of a run."""

    def __init__(self, ports):
        self.ports = ports

    def __enter__(self):
        for wanted in self.ports:
            try:
                self.start(wanted)
                return self
            except Failure as failure:
                # Such a node has ended: it takes no other port than it was told.
                if "Address already in use" not in str(failure):
                    raise
        raise Failure(f"there is no free port left in {os.environ['YUMANET_PORTS']}")

    def start(self, wanted):
        self.log = tempfile.NamedTemporaryFile("w+", prefix="yumanet-", suffix=".log")
        options = ["--dev", "--rpc-port", str(wanted), "--port", "0", "--no-prometheus"]
        command = [str(BINARY), *options]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + START_LIMIT
        while self.process.poll() is None and time.monotonic() < deadline:
            if self.has_block():
                self.ready = time.time()
                return
            # Only the pause between two questions; START_LIMIT bounds the wait.
            time.sleep(0.1)
        log = self.end_of_log()
        self.__exit__()
        raise Failure(f"the node did not start: {' '.join(command)}\n{log}")

    def has_block(self):
        """Whether the node has said where it answers, and answers there that it has a block."""
        # The line may be half written, as may a character.
        printed = pathlib.Path(self.log.name).read_text(errors="replace")
        found = re.search(r"Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)\D", printed)
        if not found:
            return False
        self.port = int(found[1])
        try:
            return int(rpc(self.port, "chain_getHeader")["number"], 16) >= 1
        except OSError:
            return False

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()

    def end_of_log(self):
        self.log.flush()
        lines = pathlib.Path(self.log.name).read_text().splitlines()
        return "\n".join(["  the end of the node's log:", *(f"  | {line}" for line in lines[-20:])])


def tell(story, folder, ports):
    """Runs a story; what it printed, and whether it went well."""
    home = tempfile.TemporaryDirectory(prefix="yumanet-home-", ignore_cleanup_errors=True)
    with Node(ports) as node, home:
        # Nothing of the user's own configuration may leak in.
        variables = {
            "HOME": home.name,
            "PATH": f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "COLUMNS": "200",
            "YUMANET_WS": f"ws://127.0.0.1:{node.port}",
            "YUMANET_READY": str(node.ready),
            "PYTHONPATH": str(HERE),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [folder / "bin" / "python", HERE / f"{story}.py"]
        with tempfile.TemporaryFile("w+") as printed:
            run = subprocess.Popen(
                command, env=variables, cwd=home.name, stdout=printed, stderr=subprocess.STDOUT
            )
            try:
                went_well = run.wait(STORY_LIMIT) == 0
                end = ""
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                went_well = False
                end = f"  not ok: not told within {STORY_LIMIT} s\n"
            printed.seek(0)
            text = printed.read() + end
        if not went_well:
            text += node.end_of_log() + "\n"
    return text, went_well


def main():
    wanted = sys.argv[1:]
    chosen = [s for s in STORIES if not wanted or any(part in s[0] for part in wanted)]
    if not chosen:
        raise SystemExit(f"no story matches: {' '.join(wanted)}")
    if not os.access(BINARY, os.X_OK):
        raise SystemExit(f"there is no node at {BINARY}: build it with make build, or set YUMANET_BIN")
    ports = ports_to_ask_for()
    folders = {name: environment(name) for name in sorted({name for _, name in chosen})}
    start = time.monotonic()
    failed = []
    with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        told = {
            pool.submit(tell, story, folders[name], ports): story for story, name in chosen
        }
        for story in concurrent.futures.as_completed(told):
            try:
                text, went_well = story.result()
            except Failure as failure:
                text, went_well = f"{failure}\n", False
            print(f"{told[story]}\n{text}", end="", flush=True)
            if not went_well:
                failed.append(told[story])
    seconds = time.monotonic() - start
    print(f"{len(chosen) - len(failed)} of {len(chosen)} stories went well ({seconds:.0f} s)")
    if failed:
        raise SystemExit(f"failed: {' '.join(failed)}")


main()
