// What polkadot.js, and with it Apps, makes of the metadata: every type, event, error, call, storage
// item and constant has a decoder, and none is opaque.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openChain } from '../lib/chain.js';
import { startNode } from '../lib/node.js';

describe('registry', { timeout: 120_000 }, () => {
	let chain;
	let registry;
	let metadata;

	before(async () => {
		chain = await openChain(await startNode('--dev'));
		registry = chain.api.registry;
		metadata = chain.api.runtimeMetadata.asLatest;
	});
	after(() => chain?.close());

	/** The default of a type as bytes, which must be read back as the same. */
	function roundTrip(name, what) {
		const bytes = registry.createType(name).toU8a();
		assert.deepEqual(registry.createType(name, bytes).toU8a(), bytes, `${what} is ${name}`);
		return bytes;
	}

	test('every type can be created, written and read back', () => {
		const { types } = metadata.lookup;
		assert.ok(types.length > 300, `${types.length} types`);
		for (const { id } of types) {
			const { lookupName, type } = metadata.lookup.getTypeDef(id);
			const name = registry.createLookupType(id);
			// The library has no default event; the next test makes one of each kind. And it reads, but
			// never writes, the unit index of a `MultiAddress`, which every chain of today has.
			const oneWay =
				lookupName === 'FrameSystemEventRecord' || ['Event', 'Compact<Null>'].includes(type);
			if (!oneWay) roundTrip(name, `type ${id} (${lookupName ?? type})`);
		}
	});

	/** The variants of an enum that a pallet contributes. */
	const variants = (part) =>
		part.isSome ? metadata.lookup.getSiType(part.unwrap().type).def.asVariant.variants : [];

	test('every event decodes under its name', () => {
		let events = 0;
		for (const pallet of metadata.pallets) {
			for (const { index, name, fields } of variants(pallet.events)) {
				const data = fields.flatMap(({ type }) => [
					...roundTrip(registry.createLookupType(type), `${pallet.name}.${name}`),
				]);
				const bytes = new Uint8Array([pallet.index.toNumber(), index.toNumber(), ...data]);
				const event = registry.createType('Event', bytes);
				assert.equal(event.meta.name.toString(), name.toString());
				assert.equal(event.data.length, fields.length, `${pallet.name}.${name}`);
				events += 1;
			}
		}
		assert.ok(events > 80, `${events} events`);
	});

	test('every error is found by its index and says something', () => {
		let errors = 0;
		for (const pallet of metadata.pallets) {
			for (const { index, name } of variants(pallet.errors)) {
				const found = registry.findMetaError({ index: pallet.index, error: index });
				assert.equal(found.name, name.toString());
				assert.ok(found.docs.join(''), `${pallet.name}.${name}`);
				errors += 1;
			}
		}
		assert.ok(errors > 100, `${errors} errors`);
	});

	test('every call is composed by its name', () => {
		const { api } = chain;
		let calls = 0;
		for (const pallet of metadata.pallets) {
			for (const { fields, index } of variants(pallet.calls)) {
				const found = registry.findMetaCall(
					new Uint8Array([pallet.index.toNumber(), index.toNumber()]),
				);
				const { section, method } = found;
				assert.equal(typeof api.tx[section][method], 'function', `${section}.${method}`);
				assert.equal(found.meta.args.length, fields.length, `${section}.${method}`);
				for (const { type } of found.meta.args) roundTrip(type.toString(), `${section}.${method}`);
				calls += 1;
			}
		}
		assert.ok(calls > 150, `${calls} calls`);
	});

	test('every storage item that has no keys, and every constant, decodes', async () => {
		const { api } = chain;
		const plain = Object.entries(api.query).flatMap(([section, items]) =>
			Object.values(items)
				.filter((entry) => entry.creator?.meta?.type.isPlain)
				.map((entry) => [`${section}.${entry.creator.method}`, entry]),
		);
		assert.ok(plain.length > 40, `${plain.length} storage items`);
		await Promise.all(
			plain.map(async ([name, entry]) => {
				const value = await entry();
				assert.doesNotThrow(() => value.toHuman(), name);
			}),
		);
		for (const pallet of metadata.pallets) {
			for (const { name, type, value } of pallet.constants) {
				const decoded = registry.createType(registry.createLookupType(type), value);
				assert.deepEqual(decoded.toU8a(), value.toU8a(true), `${pallet.name}.${name}`);
			}
		}
	});
});
