// A stranger starts the dev chain: the subnet on it is alive within seconds.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
	balance, epochResults, epochs, hotkeyStake, key, openChain, TAO, whenFinalized,
} from '../lib/chain.js';
import { startNode } from '../lib/node.js';

const NETUID = 1;
const VALIDATORS = ['//Alice_hk', '//Bob_hk', '//Charlie_hk'];
const MINERS = ['//Dave_hk', '//Eve_hk', '//Ferdie_hk', '//One_hk', '//Two_hk'];
/** Ten seconds after the start, at four blocks a second. */
const TEN_SECONDS = 40;
const sum = (values) => values.reduce((total, value) => total + value, 0);

describe('living subnet', { timeout: 120_000 }, () => {
	let chain;
	let atStart;

	before(async () => {
		chain = await openChain(await startNode('--dev'));
		const genesis = await chain.api.rpc.chain.getBlockHash(0);
		const genesisQuery = (await chain.api.at(genesis)).query.subtensorModule;
		atStart = await Promise.all(
			[...VALIDATORS, ...MINERS].map(async (name) =>
				(await genesisQuery.totalHotkeyAlpha(key(name).address, NETUID)).toBigInt()),
		);
		await epochs(chain.subtensor, NETUID, 2, 30_000);
	});
	after(() => chain?.close());

	test('after ten seconds every result is there, and balances have grown', async () => {
		await whenFinalized(chain.api, TEN_SECONDS);
		const block = await chain.api.rpc.chain.getBlockHash(TEN_SECONDS);
		const { bonds, ...results } = await epochResults(chain.api, NETUID, block);
		for (const name of ['consensus', 'incentive', 'dividends', 'validatorTrust']) {
			const different = new Set(results[name].filter((value) => value > 0));
			assert.ok(different.size >= 2, `${name} ${results[name]}`);
		}
		const held = [...bonds.values()].flat().filter(([, value]) => value > 0);
		assert.ok(held.length >= 2, `bonds ${JSON.stringify([...bonds])}`);
		const query = (await chain.api.at(block)).query.subtensorModule;
		for (const [uid, name] of [...VALIDATORS, ...MINERS].entries()) {
			const stake = (await query.totalHotkeyAlpha(key(name).address, NETUID)).toBigInt();
			assert.ok(stake > atStart[uid], `${name} had ${atStart[uid]} and has ${stake}`);
		}
	});

	test('three validators and five miners are registered on netuid 1', async () => {
		const { subtensor } = chain;
		assert.equal((await subtensor.subnetworkN(NETUID)).toNumber(), 8);
		for (const [uid, name] of [...VALIDATORS, ...MINERS].entries()) {
			assert.equal((await subtensor.keys(NETUID, uid)).toString(), key(name).address);
			assert.equal((await subtensor.uids(NETUID, key(name).address)).unwrap().toNumber(), uid);
		}
		const owner = await subtensor.owner(key('//Dave_hk').address);
		assert.equal(owner.toString(), key('//Dave').address);
	});

	test('an epoch ends every 20 blocks', async () => {
		const { api, subtensor } = chain;
		assert.equal((await subtensor.tempo(NETUID)).toNumber(), 20);
		const now = await api.rpc.chain.getBlockHash();
		const last = (await (await api.at(now)).query.subtensorModule.lastEpochBlock(NETUID)).toNumber();
		const before = await api.at(await api.rpc.chain.getBlockHash(last - 1));
		const previous = (await before.query.subtensorModule.lastEpochBlock(NETUID)).toNumber();
		assert.equal(last - previous, 20);
	});

	test('validators hold permits and miners do not', async () => {
		const { stakeWeight, validatorPermit } = await epochResults(chain.api, NETUID);
		assert.deepEqual(validatorPermit, [true, true, true, false, false, false, false, false]);
		const [alice, bob, charlie] = stakeWeight;
		assert.ok(alice > bob && bob > charlie && charlie > 0, `stake weight ${stakeWeight}`);
	});

	test('consensus and incentive rank the miners, and differ between them', async () => {
		const { consensus, incentive } = await epochResults(chain.api, NETUID);
		const miners = incentive.slice(3);
		assert.ok(miners.filter((value) => value > 0).length >= 4, `incentive ${incentive}`);
		assert.ok(new Set(miners).size >= 4, `incentive ${incentive}`);
		assert.deepEqual(incentive.slice(0, 3), [0, 0, 0]);
		assert.ok(Math.abs(sum(incentive) - 65535) <= incentive.length, `sum ${sum(incentive)}`);
		assert.ok(consensus.slice(3).some((value) => value > 0), `consensus ${consensus}`);
	});

	test('dividends go to validators, and the one who disagrees is trusted less', async () => {
		const { dividends, validatorTrust } = await epochResults(chain.api, NETUID);
		assert.ok(dividends.slice(0, 3).every((value) => value > 0), `dividends ${dividends}`);
		assert.deepEqual(dividends.slice(3), [0, 0, 0, 0, 0]);
		assert.ok(Math.abs(sum(dividends) - 65535) <= dividends.length, `sum ${sum(dividends)}`);
		const [alice, bob, charlie] = validatorTrust;
		assert.ok(charlie < alice && charlie < bob, `validator trust ${validatorTrust}`);
	});

	test('every validator holds bonds on several miners', async () => {
		const { bonds } = await epochResults(chain.api, NETUID);
		for (const uid of [0, 1, 2]) {
			const held = (bonds.get(uid) ?? []).filter(([miner, value]) => miner >= 3 && value > 0);
			assert.ok(held.length >= 3, `bonds of uid ${uid}: ${JSON.stringify(bonds.get(uid))}`);
		}
	});

	test('stakes grow, and those of the better miners grow more', async () => {
		const names = [...VALIDATORS, ...MINERS];
		const { incentive } = await epochResults(chain.api, NETUID);
		const grown = await Promise.all(
			names.map(async (name, uid) =>
				(await hotkeyStake(chain.api, key(name).address, NETUID)) - atStart[uid]),
		);
		for (const uid of [0, 1, 2]) assert.ok(grown[uid] > 0n, `${names[uid]} grew by ${grown[uid]}`);
		const ranked = [3, 4, 5, 6, 7].sort((a, b) => incentive[b] - incentive[a]);
		assert.ok(grown[ranked[0]] > grown[ranked[4]], `grown ${grown}, incentive ${incentive}`);
		assert.ok(grown[ranked[0]] > TAO / 10n, `the best miner grew by ${grown[ranked[0]]}`);
	});

	test('nothing is minted into free balances of people who did nothing', async () => {
		assert.equal(await balance(chain.api, key('//Three').address), 2_000n * TAO);
	});
});
