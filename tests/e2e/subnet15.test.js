// Somebody brings a real subnet to their machine: the metagraph of mainnet subnet 15 lives on the
// real node, and its epochs give, entry by entry, what the reference computed for it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { epochResults, openChain } from '../lib/chain.js';
import { startNode, temporaryFolder, yumanet } from '../lib/node.js';

const DATA = fileURLToPath(new URL('../data/', import.meta.url));
const METAGRAPH = join(DATA, 'subnet15.json');
const NETUID = 1;
const TEMPO = 20;
const VARIANTS = [
	{ name: 'original Yuma', options: ['--yuma', '1'], file: 'subnet15-y1.json.gz' },
	{ name: 'Yuma 3', options: ['--yuma', '3'], file: 'subnet15-y3.json.gz' },
	{
		name: 'Yuma 3 with liquid alpha',
		options: ['--yuma', '3', '--liquid-alpha'],
		file: 'subnet15-y3la.json.gz',
	},
];
// Field of the case, field as epochResults names it.
const VECTORS = {
	stake_weight: 'stakeWeight',
	consensus: 'consensus',
	incentive: 'incentive',
	dividends: 'dividends',
	validator_trust: 'validatorTrust',
	validator_permit: 'validatorPermit',
};

const equalEntries = (actual, expected) =>
	expected.filter((value, uid) => actual[uid] === value).length;

for (const { name, options, file } of VARIANTS) {
	describe(`subnet 15, ${name}`, { timeout: 180_000 }, () => {
		const { steps, initial } = JSON.parse(gunzipSync(readFileSync(join(DATA, file))));
		let chain;
		let folder;

		before(async () => {
			assert.ok(existsSync(METAGRAPH), `${METAGRAPH} is part of the checkout`);
			folder = await temporaryFolder();
			const spec = join(folder.path, 'subnet15-spec.json');
			const made = await yumanet(
				'import-metagraph', METAGRAPH, '--netuid', `${NETUID}`, '--tempo', `${TEMPO}`,
				...options, '--output', spec,
			);
			assert.equal(made.code, 0, made.stderr);
			chain = await openChain(await startNode('--chain', spec, '--sealing', 'manual'));
		});
		after(async () => {
			await chain?.close();
			await folder?.remove();
		});

		test('the imported subnet has the 256 neurons, stakes and weights of the metagraph', async () => {
			const { subtensor } = chain;
			const { hotkeys, stake_rao: stakes, weights } = JSON.parse(readFileSync(METAGRAPH, 'utf8'));
			assert.equal((await subtensor.subnetworkN(NETUID)).toNumber(), 256);
			assert.deepEqual(weights, initial.weights);
			const keys = await subtensor.keys.multi(hotkeys.map((_, uid) => [NETUID, uid]));
			assert.deepEqual(keys.map(String), hotkeys);
			const staked = await subtensor.totalHotkeyAlpha.multi(hotkeys.map((key) => [key, NETUID]));
			assert.deepEqual(staked.map((value) => value.toBigInt()), stakes.map(BigInt));
			const rows = await subtensor.weights.multi(hotkeys.map((_, uid) => [NETUID, uid]));
			assert.deepEqual(
				rows.map((row) => row.map((pair) => pair.map((value) => value.toNumber()))),
				weights,
			);
		});

		for (const [index, { expect }] of steps.entries()) {
			test(`epoch ${index + 1} equals the reference`, async (t) => {
				const { api, node } = chain;
				let block;
				for (let sealed = 0; ; sealed++) {
					assert.ok(sealed <= 2 * TEMPO, `no epoch within ${sealed} blocks`);
					block = await node.seal();
					const query = (await api.at(block)).query.subtensorModule;
					if ((await query.subnetEpochIndex(NETUID)).toNumber() === index + 1) break;
				}
				const results = await epochResults(api, NETUID, block);
				const report = [];
				for (const [field, ours] of Object.entries(VECTORS)) {
					assert.equal(results[ours].length, 256, `length of ${field}`);
					report.push(`${field} ${equalEntries(results[ours], expect[field])} of 256`);
				}
				const rows = expect.bonds.map((_, uid) => results.bonds.get(uid) ?? []);
				const equalRows = expect.bonds.filter(
					(row, uid) => JSON.stringify(rows[uid]) === JSON.stringify(row),
				).length;
				report.push(`bonds rows ${equalRows} of 256`);
				t.diagnostic(`${name}, epoch ${index + 1}: ${report.join(', ')}`);
				for (const [field, ours] of Object.entries(VECTORS)) {
					assert.deepEqual(results[ours], expect[field], field);
				}
				assert.deepEqual(rows, expect.bonds, 'bonds');
			});
		}
	});
}
