//! What the calls document, as it stands in the metadata.

use super::*;
use scale_info::{TypeDef, TypeInfo};

/// Names of errors by the names of calls.
pub type Errors = BTreeMap<&'static str, BTreeSet<String>>;

/// The text under a heading of each call.
fn sections(heading: &str) -> BTreeMap<&'static str, String> {
	let TypeDef::Variant(calls) = Call::<Test>::type_info().type_def else {
		panic!("calls are an enum")
	};
	let section = |docs: Vec<&str>| {
		let lines = docs.into_iter().skip_while(|line| line.strip_prefix("## ") != Some(heading));
		let text: Vec<_> = lines.skip(1).take_while(|line| !line.starts_with("## ")).collect();
		text.join(" ").trim().to_string()
	};
	calls.variants.into_iter().map(|call| (call.name, section(call.docs))).collect()
}

/// Who may sign each call.
pub fn origins() -> BTreeMap<&'static str, String> {
	sections("Dispatch Origin")
}

/// The errors of each call.
///
/// A sentence names errors and calls whose errors it means too, but not what stands behind
/// `except`.
pub fn errors() -> Errors {
	let texts = sections("Errors");
	texts.keys().map(|call| (*call, errors_of(call, &texts))).collect()
}

fn errors_of(call: &str, texts: &BTreeMap<&'static str, String>) -> BTreeSet<String> {
	let text = texts.get(call).unwrap_or_else(|| panic!("there is no call {call}"));
	let mut errors = BTreeSet::new();
	for sentence in text.split('.') {
		let (given, excepted) = sentence.split_once(" except ").unwrap_or((sentence, ""));
		let mut these: BTreeSet<_> = links(given, "Error").map(String::from).collect();
		these.extend(links(given, "Pallet").flat_map(|other| errors_of(other, texts)));
		for error in links(excepted, "Error") {
			assert!(these.remove(error), "{call}: there is no {error} to except");
		}
		errors.extend(these);
	}
	errors
}

/// The names of all [`of::name`] in a text.
fn links<'a>(text: &'a str, of: &str) -> impl Iterator<Item = &'a str> {
	let start = format!("[`{of}::");
	let places: Vec<_> = text.match_indices(&start).map(|(at, _)| at + start.len()).collect();
	places.into_iter().filter_map(|at| Some(text[at..].split_once('`')?.0))
}
