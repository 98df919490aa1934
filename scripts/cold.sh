#!/usr/bin/env bash
# How long a newcomer waits: `make dev` in a clean clone with an empty home folder, until block 50
# with two completed epochs on netuid 1, then everything CI runs, cold and once more warm.
# Nothing compiled or downloaded before is used; the Rust toolchain is. Takes about an hour.
#
#   make cold              all of it
#   make cold ARGS=--ci    only CI: `.ci/run` from nothing, timed as one run, and once more warm
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

with_dev=true
case "${1:-}" in
	"") ;;
	--ci) with_dev=false ;;
	*) printf "cold: unknown option '%s'; there is only --ci\n" "$1" >&2; exit 1 ;;
esac

if $with_dev && ! command -v curl >/dev/null; then
	echo 'cold: there is no curl, with which the chain is asked: install it, or say --ci' >&2
	exit 1
fi

rustup_home="${RUSTUP_HOME:-$HOME/.rustup}"
scratch="$(mktemp -d)"
port=9951
node=
stop() {
	if [ -n "$node" ]; then
		kill -- "-$node" 2>/dev/null || true
		wait "$node" 2>/dev/null || true
		node=
	fi
}
trap 'stop; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

git clone --quiet . "$scratch/yumanet"
cd "$scratch/yumanet"
# Without MAKEFLAGS and ARGS, in which the variables of this make would reach every make below it.
fresh() { env -u MAKEFLAGS -u ARGS -u CARGO_TARGET_DIR -u CARGO_HOME HOME="$scratch/home" RUSTUP_HOME="$rustup_home" "$@"; }
mkdir "$scratch/home"

# Asks the running chain one thing: a JSON-RPC method, its parameters, what to take of the answer.
ask() {
	curl --silent --max-time 5 --header 'Content-Type: application/json' \
		--data "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"$1\",\"params\":[$2]}" "http://127.0.0.1:$port"
}
# SubtensorModule.SubnetEpochIndex of netuid 1, a little-endian u64.
EPOCHS_OF_NETUID_1=0x658faa385070e074c85bf6b568cf05554f101d7a30ae31c7ab3099206c5ae12b0100
height() { printf '%d' "$(ask chain_getHeader '' | sed -n 's/.*"number":"\(0x[0-9a-f]*\)".*/\1/p')"; }

timed() {
	local start=$SECONDS
	"$@" >"$scratch/output" 2>&1 || { tail -50 "$scratch/output"; exit 1; }
	printf '%-46s %2d min %02d s\n' "$*:" $(((SECONDS - start) / 60)) $(((SECONDS - start) % 60))
	sed -n 's/^=== \(make [a-z]*\): \([0-9]*\) s, exit code 0/  of which \1: \2 s/p' "$scratch/output"
}

printf 'Clean clone of %s, empty home, %d cores\n' "$(git rev-parse --short HEAD)" "$(nproc)"
dev() {
	local start=$SECONDS limit epochs
	set -m
	fresh make dev ARGS="--rpc-port $port" >"$scratch/dev" 2>&1 </dev/null &
	node=$!
	set +m
	# Twice what it takes on two cores.
	limit=$((start + 5400))
	until [ "$(height 2>/dev/null || echo 0)" -ge 50 ]; do
		if ! kill -0 "$node" 2>/dev/null || [ "$SECONDS" -ge "$limit" ]; then
			tail -50 "$scratch/dev"
			exit 1
		fi
		# Only the pause between two questions.
		sleep 1
	done
	printf '%-46s %2d min %02d s\n' 'make dev, cold, to block 50:' $(((SECONDS - start) / 60)) $(((SECONDS - start) % 60))
	epochs="$(ask state_getStorage "\"$EPOCHS_OF_NETUID_1\"" | sed -n 's/.*"result":"0x\(..\).*/\1/p')"
	printf '  epochs of netuid 1 by then: %d\n' "0x$epochs"
	stop
}

if $with_dev; then dev; fi
timed fresh .ci/run
timed fresh .ci/run
