#!/usr/bin/env bash
# Measures every benchmark of this project's pallets and writes their weights.
#
#   scripts/weights.sh                        all of them (about an hour)
#   scripts/weights.sh --steps 10 --repeat 5  faster and less exact
#   scripts/weights.sh --only epoch           those whose name contains this: printed, not written
#
# The wasm is compiled as the node's (runtime/build.rs), with the benchmarks in it; what measures it
# is node/examples/weigh.rs. `make weights` compiles that and names both in WEIGH and CARGO_TARGET_DIR.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${CARGO_TARGET_DIR:?}/weights
package=yumanet-runtime
target=wasm32v1-none

# A runtime is linked as a cdylib, which the package of the runtime is not: the node links it too.
mkdir -p "$folder/src"
printf '#![no_std]\npub use %s::*;\n' "${package//-/_}" >"$folder/src/lib.rs"
cat >"$folder/Cargo.toml" <<END
[package]
name = "weighed-runtime"
version = "0.0.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
$package = { path = "$root/runtime", default-features = false, features = ["runtime-benchmarks"] }

[profile.release]
panic = "abort"

[workspace]
END
cp "$root/Cargo.lock" "$folder/Cargo.lock"

mapfile -t profile < <(sed -n '/^const PROFILE/,/^];/s/.*"\(profile\.[^#]*[^#",]"\{0,1\}\)"#\{0,1\},$/\1/p' "$root/runtime/build.rs")
[ ${#profile[@]} -gt 0 ] || {
	echo 'weights: cannot continue: there is no PROFILE in runtime/build.rs' >&2
	exit 1
}
(
	cd "$folder"
	export CARGO_TARGET_DIR=$folder/target
	export RUSTFLAGS='-C link-arg=--export-table --cfg substrate_runtime'
	cargo ${WASM_BUILD_TOOLCHAIN:++$WASM_BUILD_TOOLCHAIN} rustc --release --target "$target" "${profile[@]/#/--config=}"
)

pallets=()
for pallet in subtensor commitments drand mev-shield; do
	pallets+=(--pallet "pallet_${pallet//-/_}=$root/pallets/$pallet")
done
"${WEIGH:?}" "$folder/target/$target/release/weighed_runtime.wasm" "${pallets[@]}" "$@"
# What is generated is laid out like everything else.
cargo fmt --all --manifest-path "$root/Cargo.toml"
