//! The chain has what the commands of `btcli` use, and the table of them is documented.

use std::fmt::Write as _;

use codec::Decode;
use frame_metadata::{v15::RuntimeMetadataV15, RuntimeMetadata, RuntimeMetadataPrefixed};
use scale_info::TypeDef;
use yumanet_runtime::Runtime;

/// One row of `commands.toml`, which says what the fields mean.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Command {
	run: String,
	verdict: Verdict,
	reason: Option<String>,
	note: Option<String>,
	stored: Option<Checked>,
	changed: Option<Checked>,
	#[serde(default)]
	uses: Vec<String>,
}

impl Command {
	/// Storage items that the run reads.
	fn checked(&self) -> impl Iterator<Item = &String> {
		self.stored.iter().chain(&self.changed).map(|checked| &checked.item)
	}
}

#[derive(Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
	Supported,
	Neutral,
	Out,
}

impl Verdict {
	fn name(self) -> &'static str {
		match self {
			Self::Supported => "supported",
			Self::Neutral => "neutral",
			Self::Out => "out",
		}
	}
}

/// A storage item that the run reads.
#[derive(serde::Deserialize)]
struct Checked {
	item: String,
}

fn commands() -> Vec<Command> {
	#[derive(serde::Deserialize)]
	struct Table {
		command: Vec<Command>,
	}
	let table: Table = toml::from_str(include_str!("../../tests/clients/commands.toml")).unwrap();
	table.command
}

/// What clients read of the chain: the metadata in the version that they ask for.
fn metadata() -> RuntimeMetadataV15 {
	let bytes = Runtime::metadata_at_version(15).unwrap();
	match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).unwrap().1 {
		RuntimeMetadata::V15(metadata) => metadata,
		_ => panic!("version 15 was asked for"),
	}
}

/// Whether the chain has `wanted`, in the notation of `uses`.
fn has(metadata: &RuntimeMetadataV15, wanted: &str) -> bool {
	let (is_constant, path) = match wanted.strip_prefix("const ") {
		Some(path) => (true, path),
		None => (false, wanted),
	};
	let (pallet, item) = path.split_once('.').expect("a name has two parts");
	let of_pallet = metadata.pallets.iter().find(|known| known.name == pallet);
	if is_constant {
		return of_pallet.is_some_and(|known| known.constants.iter().any(|it| it.name == item));
	}
	if item.contains('(') {
		let calls = of_pallet.and_then(|known| known.calls.as_ref());
		return calls.is_some_and(|calls| {
			let TypeDef::Variant(calls) = &metadata.types.resolve(calls.ty.id).unwrap().type_def
			else {
				panic!("calls are an enum");
			};
			calls.variants.iter().any(|call| {
				let arguments: Vec<_> =
					call.fields.iter().filter_map(|field| field.name.as_deref()).collect();
				item == format!("{}({})", call.name, arguments.join(", "))
			})
		});
	}
	let storage = of_pallet.and_then(|known| known.storage.as_ref());
	let stored = storage.is_some_and(|storage| storage.entries.iter().any(|it| it.name == item));
	stored
		|| metadata
			.apis
			.iter()
			.any(|api| api.name == pallet && api.methods.iter().any(|it| it.name == item))
}

#[test]
fn the_chain_has_what_the_commands_use() {
	let metadata = metadata();
	for command in commands() {
		for wanted in command.uses.iter().chain(command.checked()) {
			assert!(has(&metadata, wanted), "btcli {} uses {wanted}", command.run);
		}
	}
}

/// SDK 10.5 and `btcli` 9 ask for it under different names.
#[test]
fn the_most_epochs_of_a_block_are_one_constant_under_two_names() {
	let metadata = metadata();
	let pallet = metadata.pallets.iter().find(|known| known.name == "SubtensorModule").unwrap();
	let value =
		|name| pallet.constants.iter().find(|known| known.name == name).unwrap().value[..].to_vec();
	assert_eq!(value("MaxEpochsPerBlock"), [32]);
	assert_eq!(value("InitialMaxEpochsPerBlock"), [32]);
}

#[test]
fn names_that_the_chain_does_not_have_are_found_out() {
	let metadata = metadata();
	for known in [
		"Proxy.Proxies",
		"StakeInfoRuntimeApi.get_coldkey_lock",
		"const Aura.SlotDuration",
		"SubtensorModule.register_limit(netuid, hotkey, limit_price)",
	] {
		assert!(has(&metadata, known), "{known}");
	}
	for unknown in [
		"Proxy.Absent",
		"Crowdloan.Crowdloans",
		"StakeInfoRuntimeApi.absent",
		"const Aura.Absent",
		"SubtensorModule.register_limit(netuid, hotkey, price)",
		"SubtensorModule.register_limit(netuid, hotkey)",
	] {
		assert!(!has(&metadata, unknown), "{unknown}");
	}
}

/// The command without the options before it: what it is sorted by.
fn topic(run: &str) -> &str {
	let mut words = run.split_whitespace();
	while let Some(word) = words.next() {
		match word {
			"-H" => _ = words.next(),
			option if option.starts_with('-') => {},
			topic => return topic,
		}
	}
	panic!("no command in {run:?}");
}

fn remark(command: &Command) -> String {
	let reason = command.reason.as_ref().map(|reason| format!("\"{reason}\""));
	let checked = command.checked().map(|item| format!("`{item}`"));
	checked.chain(reason).chain(command.note.clone()).collect::<Vec<_>>().join("; ")
}

const HEAD: &str = "\
# What works with `btcli` 11.3

Written by `runtime/tests/clients.rs` from `commands.toml`, which also names what each command asks of
the chain; that test fails when the chain has it no more, or with other names of arguments.
`make clients ARGS=commands11` runs every command against a node and compares.

* **supported**: does what it says. Where the last column names a storage item, the run checks it.
* **neutral**: works, and says that there is nothing, of what this chain does not have.
* **out**: fails with a reason, of which the last column quotes a part.
";

const TAIL: &str = "
## Test suites of the SDKs

`scripts/localnet.sh` is what a suite starts through `LOCALNET_SH_PATH`; `tests/e2e/localnet.test.js`
starts it in the same way. The suites are not published: neither the wheel nor the source archive of
`bittensor` 10.5.0 has a test in it. What their subjects are is told again by the stories here, with the
published clients.
";

fn documentation() -> String {
	let commands = commands();
	let count = |verdict| commands.iter().filter(|command| command.verdict == verdict).count();
	let mut text = format!(
		"{HEAD}\n{} commands: {} supported, {} neutral, {} out.\n\n\
		| `btcli` | | storage that is checked, reason, note |\n|---|---|---|\n",
		commands.len(),
		count(Verdict::Supported),
		count(Verdict::Neutral),
		count(Verdict::Out),
	);
	let mut topics = Vec::new();
	for command in &commands {
		let topic = topic(&command.run);
		if !topics.contains(&topic) {
			topics.push(topic);
		}
	}
	for wanted in topics {
		for command in commands.iter().filter(|command| topic(&command.run) == wanted) {
			let (run, verdict) = (command.run.trim(), command.verdict.name());
			let remark = remark(command);
			writeln!(text, "| `{run}` | {verdict} | {remark} |").unwrap();
		}
	}
	text + TAIL
}

/// `UPDATE=1` writes the file anew.
#[test]
fn the_documentation_is_the_table_of_commands() {
	let text = documentation();
	if std::env::var_os("UPDATE").is_some() {
		std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/clients/SUPPORT.md"), &text)
			.unwrap();
	} else {
		assert_eq!(
			text,
			include_str!("../../tests/clients/SUPPORT.md"),
			"run this test with UPDATE=1"
		);
	}
}

#[test]
fn a_command_is_out_for_a_reason() {
	for command in commands() {
		let out = command.verdict == Verdict::Out;
		assert_eq!(command.reason.is_some(), out, "btcli {}", command.run);
		assert!(!out || command.checked().count() == 0, "btcli {} changes nothing", command.run);
	}
}
