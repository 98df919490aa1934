//! The chain's public interface, line by line as clients find it in the metadata: they look things
//! up by these names, decode by these types, and some hard-code the indices.
//!
//! `interface.txt` is the contract. A change of it breaks clients: the indices, names and types of
//! pallets, calls, events, errors and storage are those of the live network. Calls 89, 90 and 149 of
//! SubtensorModule are newer than the published indices of the others; of its call 150 and of call 97
//! of AdminUtils the live index is not known.

use std::collections::BTreeSet;

use codec::Decode;
use frame_metadata::{
	v15::{RuntimeMetadataV15, StorageEntryType},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, Variant};
use yumanet_runtime::Runtime;

const CONTRACT: &str = include_str!("interface.txt");

/// What clients read of the chain: the metadata in the version that they ask for.
fn metadata() -> RuntimeMetadataV15 {
	let bytes = Runtime::metadata_at_version(15).unwrap();
	match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).unwrap().1 {
		RuntimeMetadata::V15(metadata) => metadata,
		_ => panic!("version 15 was asked for"),
	}
}

/// Writes types as Rust does, without their paths.
struct Types<'a>(&'a PortableRegistry);

impl Types<'_> {
	fn name(&self, id: u32) -> String {
		let ty = self.0.resolve(id).expect("the metadata is complete");
		let names = |ids: &mut dyn Iterator<Item = u32>| {
			ids.map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
		};
		match &ty.type_def {
			TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
			TypeDef::Compact(compact) => format!("Compact<{}>", self.name(compact.type_param.id)),
			TypeDef::Sequence(sequence) => format!("[{}]", self.name(sequence.type_param.id)),
			TypeDef::Array(array) => {
				format!("[{}; {}]", self.name(array.type_param.id), array.len)
			},
			TypeDef::Tuple(tuple) => {
				format!("({})", names(&mut tuple.fields.iter().map(|field| field.id)))
			},
			TypeDef::BitSequence(_) => "BitSequence".into(),
			TypeDef::Composite(_) | TypeDef::Variant(_) => {
				let ident = ty.path.ident().unwrap_or_default();
				match names(&mut ty.type_params.iter().filter_map(|it| it.ty).map(|it| it.id)) {
					none if none.is_empty() => ident,
					parameters => format!("{ident}<{parameters}>"),
				}
			},
		}
	}

	fn fields(&self, fields: &[Field<PortableForm>]) -> String {
		let field = |field: &Field<PortableForm>| match &field.name {
			Some(name) => format!("{name}: {}", self.name(field.ty.id)),
			None => self.name(field.ty.id),
		};
		fields.iter().map(field).collect::<Vec<_>>().join(", ")
	}

	fn variant(&self, variant: &Variant<PortableForm>) -> String {
		let fields = match variant.fields.as_slice() {
			[] => String::new(),
			fields => format!("({})", self.fields(fields)),
		};
		format!("{} {}{fields}", variant.index, variant.name)
	}

	/// Calls, events or errors.
	fn variants(&self, id: u32) -> Vec<String> {
		match &self.0.resolve(id).expect("the metadata is complete").type_def {
			TypeDef::Variant(variants) => {
				variants.variants.iter().map(|variant| self.variant(variant)).collect()
			},
			_ => panic!("calls, events and errors are enums"),
		}
	}

	/// What is in the types of this project, which clients decode field by field.
	fn own(&self) -> BTreeSet<String> {
		const CRATES: [&str; 6] = [
			"pallet_admin_utils",
			"pallet_commitments",
			"pallet_drand",
			"pallet_mev_shield",
			"pallet_subtensor",
			"pallet_subtensor_runtime_api",
		];
		let is_own = |segments: &[String]| match segments {
			// Calls, events and errors of a pallet, which are listed there.
			[_, pallet, _] if pallet == "pallet" => false,
			[first, ..] => CRATES.contains(&first.as_str()),
			[] => false,
		};
		self.0
			.types
			.iter()
			.filter(|ty| {
				is_own(&ty.ty.path.segments) || ty.ty.path.ident().as_deref() == Some("ProxyType")
			})
			.map(|ty| {
				let content = match &ty.ty.type_def {
					TypeDef::Composite(composite) => self.fields(&composite.fields),
					TypeDef::Variant(_) => self.variants(ty.id).join(", "),
					_ => panic!("only structs and enums have paths"),
				};
				format!("type {} {{ {content} }}", self.name(ty.id))
			})
			.collect()
	}
}

/// The interface, one thing per line.
fn lines(metadata: &RuntimeMetadataV15) -> Vec<String> {
	let types = Types(&metadata.types);
	let mut lines = Vec::new();
	for pallet in &metadata.pallets {
		let of_pallet = |kind: &str, what: String| format!("{} {kind} {what}", pallet.name);
		lines.push(format!("{} = {}", pallet.name, pallet.index));
		let calls = pallet.calls.iter().flat_map(|calls| types.variants(calls.ty.id));
		lines.extend(calls.map(|call| of_pallet("call", call)));
		let events = pallet.event.iter().flat_map(|event| types.variants(event.ty.id));
		lines.extend(events.map(|event| of_pallet("event", event)));
		let errors = pallet.error.iter().flat_map(|error| types.variants(error.ty.id));
		lines.extend(errors.map(|error| of_pallet("error", error)));
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			let content = match &entry.ty {
				StorageEntryType::Plain(value) => types.name(value.id),
				StorageEntryType::Map { hashers, key, value } => {
					let key = types.name(key.id);
					format!("{key} by {hashers:?} -> {}", types.name(value.id))
				},
			};
			let what = format!("{}: {content}, {:?}", entry.name, entry.modifier);
			lines.push(of_pallet("storage", what));
		}
		for constant in &pallet.constants {
			let what = format!("{}: {}", constant.name, types.name(constant.ty.id));
			lines.push(of_pallet("constant", what));
		}
	}
	for extension in &metadata.extrinsic.signed_extensions {
		let signed = types.name(extension.additional_signed.id);
		let sent = types.name(extension.ty.id);
		lines.push(format!("extension {} sends {sent}, signs {signed}", extension.identifier));
	}
	for api in &metadata.apis {
		for method in &api.methods {
			let inputs: Vec<_> = method
				.inputs
				.iter()
				.map(|input| format!("{}: {}", input.name, types.name(input.ty.id)))
				.collect();
			let output = types.name(method.output.id);
			let inputs = inputs.join(", ");
			lines.push(format!("api {}.{}({inputs}) -> {output}", api.name, method.name));
		}
	}
	lines.extend(types.own());
	lines
}

/// What of the contract is broken, and what is there instead.
fn differences(metadata: &RuntimeMetadataV15) -> Vec<String> {
	let expected: BTreeSet<_> = CONTRACT.lines().map(String::from).collect();
	let found: BTreeSet<_> = lines(metadata).into_iter().collect();
	let gone = expected.difference(&found).map(|line| format!("- {line}"));
	gone.chain(found.difference(&expected).map(|line| format!("+ {line}"))).collect()
}

/// `UPDATE=1` writes the file anew; what then changes in it changes for clients.
#[test]
fn the_interface_is_the_one_that_clients_know() {
	let metadata = metadata();
	if std::env::var_os("UPDATE").is_some() {
		let text = lines(&metadata).join("\n") + "\n";
		std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interface.txt"), text).unwrap();
		return;
	}
	let differences = differences(&metadata);
	assert!(differences.is_empty(), "clients would break:\n{}", differences.join("\n"));
}

/// The codec of the older clients cannot encode one.
#[test]
fn there_is_no_bounded_set() {
	let metadata = metadata();
	let mut idents = metadata.types.types.iter().filter_map(|ty| ty.ty.path.ident());
	assert!(idents.all(|ident| ident != "BoundedBTreeSet"));
}

/// Changes the calls of SubtensorModule.
fn with_changed_calls(change: impl Fn(&mut Vec<Variant<PortableForm>>)) -> RuntimeMetadataV15 {
	let mut metadata = metadata();
	let pallet = metadata.pallets.iter().find(|pallet| pallet.name == "SubtensorModule").unwrap();
	let id = pallet.calls.as_ref().unwrap().ty.id;
	let calls = metadata.types.types.iter_mut().find(|ty| ty.id == id).unwrap();
	match &mut calls.ty.type_def {
		TypeDef::Variant(calls) => change(&mut calls.variants),
		_ => panic!("calls are an enum"),
	}
	metadata
}

#[test]
fn a_renamed_argument_breaks_the_contract() {
	let changed = with_changed_calls(|calls| {
		let call = calls.iter_mut().find(|call| call.name == "set_weights").unwrap();
		let argument = call.fields.iter_mut().find(|it| it.name.as_deref() == Some("dests"));
		argument.unwrap().name = Some("uids".into());
	});
	assert_eq!(
		differences(&changed),
		[
			"- SubtensorModule call 0 set_weights(netuid: u16, dests: [u16], weights: [u16], \
			 version_key: u64)",
			"+ SubtensorModule call 0 set_weights(netuid: u16, uids: [u16], weights: [u16], \
			 version_key: u64)",
		]
	);
}

#[test]
fn a_renumbered_call_breaks_the_contract() {
	let changed = with_changed_calls(|calls| {
		calls.iter_mut().find(|call| call.name == "start_call").unwrap().index = 200;
	});
	assert_eq!(
		differences(&changed),
		[
			"- SubtensorModule call 92 start_call(netuid: u16)",
			"+ SubtensorModule call 200 start_call(netuid: u16)",
		]
	);
}
