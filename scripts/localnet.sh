#!/usr/bin/env bash
# A local chain from block 0, as the test suites of the Bittensor SDK start one: they run what the
# environment variable LOCALNET_SH_PATH names, wait for `Imported #1` on its output, connect to
# ws://127.0.0.1:9944, and end its process group by signal.
#
#   scripts/localnet.sh         a block every 250 ms
#   scripts/localnet.sh True    the same
#   scripts/localnet.sh False   a block every 12 s, and the delays of a slow chain: a subnet may start
#                               5 blocks after its creation, and new subnets have tempo 360
#
# It is the chain `local` (root, and netuid 1 of nobody; the next subnet is netuid 2) on one node that
# seals its blocks alone and finalizes each. The state is deleted at the end. YUMANET_BIN is the node,
# LOCALNET_PORT another port.
#
# The runtime is the same for both speeds, so the constant Aura.SlotDuration stays 250 with `False`,
# and with it what clients make of it: the clock of the chain moves by 250 ms in each block.
set -euo pipefail

fail() {
	printf 'localnet: %s\n' "$@" >&2
	exit 1
}

binary=${YUMANET_BIN:-${CARGO_TARGET_DIR:-$HOME/.cache/yumanet/target}/debug/yumanet}
port=${LOCALNET_PORT:-9944}
case "${1:-True}" in
	True) interval=250 start_call_delay=0 tempo=10 ;;
	False) interval=12000 start_call_delay=5 tempo=360 ;;
	*) fail "'$1' is not a speed: use True for a block every 250 ms, False for one every 12 s" ;;
esac
command -v python3 >/dev/null || fail "there is no python3: install it, it writes the chain's specification"
[ -x "$binary" ] || fail "there is no node at $binary: build it with make build, or set YUMANET_BIN"
# The node would take another port, and the client would talk to somebody else's chain.
if (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
	fail "something listens on port $port already: stop it, or set LOCALNET_PORT"
fi

scratch=$(mktemp -d)
node=
stop() {
	if [ -n "$node" ]; then
		kill "$node" 2>/dev/null || true
		wait "$node" 2>/dev/null || true
	fi
	rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

spec=$scratch/spec.json
"$binary" export-chain-spec --chain local --output "$spec" >/dev/null
# The suites are in Python, so it is there.
python3 - "$spec" "$tempo" "$start_call_delay" <<'PYTHON'
import json
import sys

path, tempo, start_call_delay = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(path) as file:
    spec = json.load(file)
subtensor = spec["genesis"]["runtimeGenesis"]["patch"]["subtensorModule"]
subtensor["newSubnet"]["tempo"] = tempo
subtensor["startCallDelay"] = start_call_delay
with open(path, "w") as file:
    json.dump(spec, file)
PYTHON
# The suites read both streams, but a pipe of the first alone must see the blocks too.
"$binary" --chain "$spec" --base-path "$scratch" --sealing "$interval" --rpc-port "$port" \
	--no-prometheus 2>&1 &
node=$!
wait "$node"
