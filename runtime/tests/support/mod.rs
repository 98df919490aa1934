//! What several tests need.

use serde_json::Value;
use sp_io::TestExternalities;
use sp_runtime::BuildStorage;
use yumanet_runtime::{genesis_config_presets as presets, RuntimeGenesisConfig};

/// A preset upon the defaults of the runtime.
pub fn config_of(preset: &str) -> Value {
	let patch = presets::get_preset(&preset.to_string()).expect("the preset exists");
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
	merge(&mut config, serde_json::from_slice(&patch).unwrap());
	config
}

/// State of block 0 of a preset.
pub fn genesis_of(preset: &str) -> TestExternalities {
	let config: RuntimeGenesisConfig = serde_json::from_value(config_of(preset)).unwrap();
	config.build_storage().unwrap().into()
}

fn merge(into: &mut Value, patch: Value) {
	match (into, patch) {
		(Value::Object(into), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}
