//! Compiles the runtime to wasm, for the node to embed.

/// How the wasm is compiled, in the words of cargo. A node's first start compiles the wasm to
/// machine code before there can be a block, which takes time in proportion to the wasm's size; so
/// everything is made small but the engine, whose loops are what a block's time goes into.
#[cfg(feature = "std")]
const PROFILE: [&str; 4] = [
	r#"profile.release.opt-level="z""#,
	r#"profile.release.lto="fat""#,
	"profile.release.codegen-units=1",
	"profile.release.package.yuma-consensus.opt-level=3",
];

fn main() {
	#[cfg(feature = "std")]
	{
		// The wasm builder takes arguments for cargo from the environment only.
		const ARGUMENTS: &str = "WASM_BUILD_CARGO_ARGS";
		let arguments = PROFILE
			.iter()
			.map(|setting| format!(" --config '{setting}'"))
			.fold(std::env::var(ARGUMENTS).unwrap_or_default(), |all, one| all + &one);
		std::env::set_var(ARGUMENTS, arguments);
		let builder = substrate_wasm_builder::WasmBuilder::init_with_defaults();
		#[cfg(feature = "metadata-hash")]
		let builder = builder.enable_metadata_hash("TAO", 9);
		builder.build();
	}
}
