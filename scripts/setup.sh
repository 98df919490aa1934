#!/usr/bin/env bash
# Installs what building Yumanet needs and what this machine lacks; touches nothing else.
#
#   scripts/setup.sh           what `make dev` needs
#   scripts/setup.sh --node    also what `make watch` and the like need (Node.js, polkadot.js)
#   scripts/setup.sh --tests   that, and what the rest of `make test` needs (Python)
#
# Debian or Ubuntu, as root or with sudo. Idempotent: with nothing missing it takes about a second.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Read by the Makefile: how cargo must be called on this machine.
state=$HOME/.cache/yumanet
wasm_target=wasm32v1-none
node_minimum=18
# The oldest for which PyPI has every package that tests/clients pins.
python_minimum=3.11
with_node=false
with_python=false

say() { printf 'setup: %s\n' "$*"; }
fail() {
	printf 'setup: cannot continue: %s\n' "$1" >&2
	shift
	if [ $# -gt 0 ]; then printf '       %s\n' "$@" >&2; fi
	exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

case "${1:-}" in
	"") ;;
	--node) with_node=true ;;
	--tests) with_node=true with_python=true ;;
	-h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
	*) fail "unknown option '$1'" "Use scripts/setup.sh alone, or with --node or --tests." ;;
esac

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"
	elif have sudo; then sudo "$@"
	else fail "installing system packages needs root, and there is no sudo" \
		"Run as root: $*" "Then run this again."
	fi
}

# Asks apt for packages, refreshing its lists once if it does not know them yet.
lists_fresh=false
apt_install() {
	have apt-get || fail "this is not Debian or Ubuntu (no apt-get)" \
		"Install the equivalents of these packages yourself, then run this again: $*"
	if ! $lists_fresh; then
		as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q ||
			fail "apt-get could not refresh its lists of packages" \
				"The output above says why. Correct that, then run this again."
		lists_fresh=true
	fi
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" ||
		fail "apt-get could not install: $*" "Install them yourself, then run this again."
}

# --- system packages: command that proves the package, package, why it is needed -----------------
missing=()
need() {
	if ! have "$1"; then
		say "missing $1: installing $2 ($3)"
		missing+=("$2")
	fi
}
need cc gcc "links every native crate"
need c++ g++ "the wasm builder compiles Binaryen, which is C++17"
need make make "runs the verbs and builds Binaryen"
need protoc protobuf-compiler "build scripts of the network crates call protoc"
need pkg-config pkg-config "crates look up system libraries with it"
# A command named perl proves nothing: perl-base has it too, without these modules.
if ! perl -MFindBin -MIPC::Cmd -e1 2>/dev/null; then
	say "missing perl or its modules: installing perl (OpenSSL is configured with it)"
	missing+=(perl)
fi
if [ ${#missing[@]} -gt 0 ]; then apt_install "${missing[@]}"; fi

# --- Rust ----------------------------------------------------------------------------------------
# As the Makefile does: a shell opened before the installation of rustup does not know the folder.
if ! have rustup; then PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"; fi
have rustup || fail "rustup is not installed" \
	"Install it from https://rustup.rs, open a new shell, and run this again."
cd "$root"
channel=${RUSTUP_TOOLCHAIN:-$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)}
if ! rustup toolchain list | grep -q "^$channel"; then
	say "missing Rust $channel (rust-toolchain.toml or RUSTUP_TOOLCHAIN names it): installing with rustup"
	rustup toolchain install "$channel" --profile minimal --component rustfmt --component clippy ||
		fail "rustup could not install Rust $channel" \
			"If another toolchain of the same or a newer version is installed, choose it:" \
			"export RUSTUP_TOOLCHAIN=stable"
fi

# The documented fallback where rustup cannot fetch the wasm target: Debian's own compiler, with
# core and alloc compiled from its library sources, serves as the toolchain of the wasm builder.
debian_wasm_toolchain() {
	say "installing Debian's Rust with library sources instead; this takes a few minutes"
	apt_install rustc-web cargo-web rust-web-src lld-22
	local scratch lib=/usr/lib/rustlib/$wasm_target/lib
	scratch=$(mktemp -d)
	mkdir -p "$scratch/src"
	printf '[package]\nname = "sysroot"\nversion = "0.0.0"\nedition = "2021"\n' >"$scratch/Cargo.toml"
	printf '#![no_std]\nextern crate alloc;\n' >"$scratch/src/lib.rs"
	# With bitcode: the runtime is linked with LTO.
	(cd "$scratch" && RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS=-Cembed-bitcode=yes \
		CARGO_TARGET_DIR="$scratch/target" /usr/bin/cargo build --release \
		-Z build-std=core,alloc --target "$wasm_target") ||
		fail "Debian's Rust could not compile core and alloc for $wasm_target" \
			"The output above says why."
	as_root mkdir -p "$lib"
	local crate
	for crate in core alloc compiler_builtins; do
		as_root cp "$scratch/target/$wasm_target/release/deps/lib$crate"-*.rlib "$lib/"
	done
	rm -rf "$scratch"
	# Debian's rustc calls this linker for wasm but does not ship it under this name.
	have rust-lld || as_root ln -s /usr/bin/lld-22 /usr/local/bin/rust-lld
	rustup toolchain link debian /usr
	mkdir -p "$state"
	# rust-toolchain.toml names a target that rustup cannot fetch here: it must not try again.
	echo "env WASM_BUILD_TOOLCHAIN=debian RUSTUP_AUTO_INSTALL=0" >"$state/cargo-env"
}

if ! [ -d "$(rustc --print sysroot 2>/dev/null)/lib/rustlib/$wasm_target/lib" ] &&
	! [ -f "$state/cargo-env" ]; then
	say "missing the Rust target $wasm_target (the runtime is compiled to it): adding with rustup"
	if ! rustup target add "$wasm_target"; then
		say "rustup could not fetch $wasm_target"
		debian_wasm_toolchain
	fi
fi

# --- for the scripts and tests only --------------------------------------------------------------
node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }
if $with_node; then
	node_packages=()
	if ! have node; then
		say "missing node: installing nodejs (scripts and end-to-end tests drive the node with polkadot.js)"
		node_packages+=(nodejs)
	fi
	if ! have npm; then
		say "missing npm: installing npm (fetches polkadot.js)"
		node_packages+=(npm)
	fi
	if [ ${#node_packages[@]} -gt 0 ]; then apt_install "${node_packages[@]}"; fi
	[ "$(node_major)" -ge "$node_minimum" ] || fail \
		"Node.js $(node --version) is too old for polkadot.js; $node_minimum or newer is needed" \
		"Install a newer one from https://nodejs.org, then run this again. make dev works without it."
	# npm writes this copy of the lock file last, so it is newer only after a complete install.
	if ! [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ]; then
		say "installing the test packages that tests/package-lock.json pins"
		(cd tests && npm ci --no-audit --no-fund && touch node_modules/.package-lock.json) ||
			fail "npm could not install the test packages" "Check the network, then run this again."
	fi
fi
if $with_python; then
	# tests/clients/run.py fetches the Bittensor clients into environments of their own.
	if ! python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then
		say "missing python3 with venv: installing python3-venv (it holds the Bittensor clients)"
		apt_install python3 python3-venv
	fi
	python3 -c "import sys; sys.exit(sys.version_info < (${python_minimum/./, }))" || fail \
		"$(python3 --version) is too old for the Bittensor clients; $python_minimum or newer is needed" \
		"Put a newer python3 first in PATH, then run this again. make dev works without it."
fi

say "everything is there"
