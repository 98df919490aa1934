// A validator operator runs a network of three: it agrees, and survives the loss of one.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { balance, connect, key, TAO } from '../lib/chain.js';
import { AUTHORITIES, startNetwork } from '../lib/network.js';
import { placesIn, submitShielded } from '../lib/shield.js';
import { until, within } from '../lib/node.js';

const MINUTE = 60_000;

describe('network of three validators', { timeout: 4 * MINUTE }, () => {
	let network;
	before(async () => {
		network = await startNetwork();
	});
	after(() => network?.close());

	const finalizedPast = (nodes, number, what) =>
		until(MINUTE, what, async () => {
			const heads = await Promise.all(nodes.map((node) => node.finalized()));
			return heads.every((head) => head.number > number) && heads;
		}, 100);

	async function assertSameChain(nodes, number) {
		const hashes = await Promise.all(nodes.map((node) => node.rpc('chain_getBlockHash', number)));
		assert.equal(new Set(hashes).size, 1, `block ${number}: ${hashes.join(' ')}`);
		return hashes[0];
	}

	test('each has two peers', async () => {
		for (const [name, node] of network.nodes) {
			await until(MINUTE, `two peers of ${name}`, async () =>
				(await node.rpc('system_health')).peers === 2, 100);
		}
	});

	test('all three take turns at authoring', async () => {
		const [node] = network.nodes.values();
		const authors = new Set();
		const digest = async (number) => {
			const hash = await node.rpc('chain_getBlockHash', number);
			const { digest: { logs } } = await node.rpc('chain_getHeader', hash);
			// Pre-runtime digest of Aura: tag 6, engine id, length, the slot in little endian.
			const log = logs.find((each) => each.startsWith('0x0661757261'));
			return Buffer.from(log.slice(-16), 'hex').readBigUInt64LE() % BigInt(AUTHORITIES.length);
		};
		// From here on all three are there.
		const { number: start } = await node.best();
		await finalizedPast([node], start + 12, 'twelve more final blocks');
		for (let number = start + 1; number <= start + 12; number++) authors.add(await digest(number));
		assert.equal(authors.size, AUTHORITIES.length);
	});

	test('finality advances on all, on one and the same chain', async () => {
		const nodes = [...network.nodes.values()];
		const before = Math.max(...(await Promise.all(nodes.map((node) => node.finalized()))).map((head) => head.number));
		const heads = await finalizedPast(nodes, before + 8, 'eight more final blocks on all');
		await assertSameChain(nodes, Math.min(...heads.map((head) => head.number)));
	});

	test('what is sealed to the key of any of them gets through, wherever it is sent', async () => {
		const api = await connect(network.nodes.get('One').url);
		try {
			const keys = await until(MINUTE, 'a key of each', async () => {
				const entries = await api.query.mevShield.authorKeys.entries();
				return entries.length === AUTHORITIES.length && entries;
			}, 100);
			// At once, each from an account of its own.
			const senders = ['//Alice', '//Bob', '//Charlie'].map(key);
			await Promise.all(keys.map(async ([, found], index) => {
				const target = key(`//Sealed${index}`).address;
				const call = api.tx.balances.transferKeepAlive(target, TAO);
				const publicKey = found.unwrap().newest.toU8a(true);
				const { inner, carried } = await submitShielded(api, call, senders[index], publicKey);
				const block = await within(MINUTE, `the carrier of ${index}`, carried);
				const places = await placesIn(api, block, inner);
				assert.equal(places.inner, places.carrier + 1, `what ${index} carried is behind it`);
				assert.equal(await balance(api, target), TAO);
			}));
		} finally {
			await api.disconnect();
		}
	});

	test('one stops: the others go on authoring, and nothing is final without it', async () => {
		const stopped = network.nodes.get('Three');
		await stopped.stop();
		const rest = ['One', 'Two'].map((name) => network.nodes.get(name));
		// What was being voted on may still become final; then nothing more can: three of three
		// must agree.
		const start = await rest[0].best();
		await until(MINUTE, 'twelve more blocks by two validators', async () =>
			(await rest[0].best()).number >= start.number + 12, 100);
		const stuck = await rest[0].finalized();
		assert.ok(stuck.number <= start.number, `final ${stuck.number}, stopped at ${start.number}`);
	});

	test('it comes back, catches up, and finality goes on', async () => {
		const rest = ['One', 'Two'].map((name) => network.nodes.get(name));
		const missed = (await rest[0].best()).number;
		const back = await network.start('Three');
		await until(MINUTE, 'Three has the blocks that it missed', async () =>
			(await back.best()).number >= missed, 100);
		const nodes = [...network.nodes.values()];
		const heads = await finalizedPast(nodes, missed + 4, 'finality past the blocks of the outage');
		await assertSameChain(nodes, missed);
		await assertSameChain(nodes, Math.min(...heads.map((head) => head.number)));
	});
});
