// What a block charges for an epoch is enough: a real subnet's epochs on the real node, the weight that
// they were charged beside the time in which the node executes them again.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openChain } from '../lib/chain.js';
import { startNode, temporaryFolder, yumanet } from '../lib/node.js';

const METAGRAPH = fileURLToPath(new URL('../data/subnet15.json', import.meta.url));
const NETUID = 1;
const TEMPO = 20;
const PICOSECONDS = 1e9; // in a millisecond
/** How often a block is executed; the fastest counts, because others may use the machine. */
const RUNS = 7;
/** An epoch may take so many times its charge, on a machine slower than the one of the benchmarks. */
const SLACK = 3;
/**
 * The charge may be at most this part of a block, which a mistake of units would fill. How far it is
 * above what was measured says more of the machine: ten times on the one where this was written, since
 * accesses to the database are charged as those to a disk, and come from memory here.
 */
const PART = 1 / 4;

describe('the weight of an epoch', { timeout: 180_000 }, () => {
	let chain;
	let folder;

	before(async () => {
		folder = await temporaryFolder();
		const spec = join(folder.path, 'spec.json');
		const made = await yumanet(
			'import-metagraph', METAGRAPH, '--netuid', `${NETUID}`, '--tempo', `${TEMPO}`,
			'--emission', '--output', spec,
		);
		assert.equal(made.code, 0, made.stderr);
		chain = await openChain(await startNode('--chain', spec, '--sealing', 'manual'));
	});
	after(async () => {
		await chain?.close();
		await folder?.remove();
	});

	/** Weight that the hooks of a block were charged, in ms. */
	async function charged(hash) {
		const { mandatory } = await (await chain.api.at(hash)).query.system.blockWeight();
		return mandatory.refTime.toNumber() / PICOSECONDS;
	}

	/** Fewest ms in which the node executes a block upon its parent. */
	async function measured(hash) {
		const { block } = await chain.api.rpc.chain.getBlock(hash);
		const unsealed = chain.api.createType('Block', {
			header: { ...block.header.toJSON(), digest: { logs: block.header.digest.logs.filter((log) => !log.isSeal) } },
			extrinsics: block.extrinsics,
		}).toHex();
		const times = [];
		for (let run = 0; run < RUNS; run++) {
			const start = process.hrtime.bigint();
			await chain.node.rpc('state_call', 'Core_execute_block', unsealed, block.header.parentHash.toHex());
			times.push(Number(process.hrtime.bigint() - start) / 1e6);
		}
		return Math.min(...times);
	}

	test('256 neurons: the charge covers what was measured, and is a small part of a block', async (t) => {
		const { api, node } = chain;
		let quiet = await node.seal();
		let epoch;
		for (let sealed = 0; ; sealed++) {
			assert.ok(sealed <= 2 * TEMPO, `no epoch within ${sealed} blocks`);
			epoch = await node.seal();
			const events = await (await api.at(epoch)).query.system.events();
			if (events.some(({ event }) => api.events.subtensorModule.EpochRan.is(event))) break;
			quiet = epoch;
		}
		const cost = (await charged(epoch)) - (await charged(quiet));
		const time = (await measured(epoch)) - (await measured(quiet));
		const limit = api.consts.system.blockWeights.maxBlock.refTime.toNumber() / PICOSECONDS;
		t.diagnostic(`an epoch of 256 neurons: charged ${cost.toFixed(1)} ms, measured ${time.toFixed(1)} ms, a block has ${limit} ms`);
		assert.ok(time > 0 && time < SLACK * cost, `charged ${cost} ms, measured ${time} ms`);
		assert.ok(cost < PART * limit, `charged ${cost} ms of ${limit} ms`);
	});
});
