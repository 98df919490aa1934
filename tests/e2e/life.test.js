// A subnet developer creates a subnet and takes it through its first epoch, step by step.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
	balance,
	epochResults,
	eventOf,
	hotkeyStake,
	key,
	must,
	openChain,
	submit,
	TAO,
	whenEvent,
	whenFinalized,
	whenStorage,
} from '../lib/chain.js';
import { startNode } from '../lib/node.js';

describe('life of a subnet', { timeout: 180_000 }, () => {
	const owner = key('//Bob');
	const validator = key('//Life_validator_hk');
	const minerOwner = key('//Charlie');
	const miner = key('//Life_miner_hk');
	let chain;
	let netuid;

	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', '50'));
	});
	after(() => chain?.close());

	/** Waits until the validator may set weights: its registration counts as the first time. */
	async function rateLimit() {
		const { api, subtensor } = chain;
		const last = (await subtensor.lastUpdate(netuid))[0].toNumber();
		await whenFinalized(api, last + (await subtensor.weightsSetRateLimit(netuid)).toNumber());
	}

	test('register_network creates the next subnet, with the owner hotkey as uid 0', async () => {
		const { api, subtensor } = chain;
		const networks = (await subtensor.totalNetworks()).toNumber();
		const free = await balance(api, owner.address);
		const { events, fee } = await must(
			api,
			api.tx.subtensorModule.registerNetwork(validator.address),
			owner,
		);
		const { data, meta } = eventOf(events, api.events.subtensorModule.NetworkAdded);
		netuid = data[0].toNumber();
		assert.ok(meta.fields.every(({ name }) => name.isNone), 'NetworkAdded has unnamed fields');
		assert.equal(netuid, networks);
		assert.equal((await subtensor.totalNetworks()).toNumber(), networks + 1);
		assert.equal((await subtensor.networksAdded(netuid)).isTrue, true);
		assert.equal((await subtensor.subnetOwner(netuid)).toString(), owner.address);
		assert.equal((await subtensor.subnetOwnerHotkey(netuid)).toString(), validator.address);
		assert.equal((await subtensor.keys(netuid, 0)).toString(), validator.address);
		const locked = (await subtensor.subnetLocked(netuid)).toBigInt();
		assert.ok(locked >= 1000n * TAO, `locked ${locked}`);
		assert.equal(await balance(api, owner.address), free - locked - fee);
		for (const item of ['tempo', 'burn', 'subnetworkN', 'maxAllowedUids', 'tokenSymbol']) {
			const stored = await api.rpc.state.getStorageSize(subtensor[item].key(netuid));
			assert.ok(stored.toNumber() > 0, `${item} is written, so that map reads find it`);
		}
	});

	test('before its start nobody can stake; start_call opens it', async () => {
		const { api, subtensor } = chain;
		const stake = api.tx.subtensorModule.addStake(validator.address, netuid, 10n * TAO);
		assert.equal((await submit(api, stake, owner)).error, 'SubtokenDisabled');
		await must(api, api.tx.subtensorModule.startCall(netuid), owner);
		assert.ok((await subtensor.firstEmissionBlockNumber(netuid)).isSome);
	});

	test('burned_register gives the next uid and burns the price', async () => {
		const { api, subtensor } = chain;
		const free = await balance(api, minerOwner.address);
		const { events, fee, block } = await must(
			api,
			api.tx.subtensorModule.burnedRegister(netuid, miner.address),
			minerOwner,
		);
		const { data } = eventOf(events, api.events.subtensorModule.NeuronRegistered);
		assert.deepEqual(
			[data[0].toNumber(), data[1].toNumber(), data[2].toString()],
			[netuid, 1, miner.address],
		);
		const header = await api.rpc.chain.getHeader(block);
		const parent = (await api.at(header.parentHash)).query.subtensorModule;
		const after = (await api.at(block)).query.subtensorModule;
		const paid = free - (await balance(api, minerOwner.address)) - fee;
		const asked = (await parent.burn(netuid)).toBigInt();
		assert.ok(paid > 0n && paid <= asked, `paid ${paid}, price before ${asked}`);
		assert.ok((await after.burn(netuid)).toBigInt() > paid, 'the next registration is dearer');
		assert.equal((await subtensor.uids(netuid, miner.address)).unwrap().toNumber(), 1);
		assert.equal((await subtensor.isNetworkMember(miner.address, netuid)).isTrue, true);
		assert.equal((await subtensor.owner(miner.address)).toString(), minerOwner.address);
		assert.equal((await subtensor.subnetworkN(netuid)).toNumber(), 2);
	});

	test('add_stake turns TAO into stake on the hotkey', async () => {
		const { api } = chain;
		const free = await balance(api, owner.address);
		const staked = await hotkeyStake(api, validator.address, netuid);
		const { events, fee } = await must(
			api,
			api.tx.subtensorModule.addStake(validator.address, netuid, 100n * TAO),
			owner,
		);
		eventOf(events, api.events.subtensorModule.StakeAdded);
		assert.equal(await balance(api, owner.address), free - 100n * TAO - fee);
		assert.ok((await hotkeyStake(api, validator.address, netuid)) > staked);
	});

	test('a hotkey without any balance sets weights, and pays nothing', async () => {
		const { api, subtensor } = chain;
		await rateLimit();
		assert.equal(await balance(api, validator.address), 0n);
		const { events, fee } = await must(
			api,
			api.tx.subtensorModule.setWeights(netuid, [1], [1], 0),
			validator,
		);
		const { data } = eventOf(events, api.events.subtensorModule.WeightsSet);
		assert.deepEqual([data[0].toNumber(), data[1].toNumber()], [netuid, 0]);
		assert.equal(fee, 0n);
		assert.equal(await balance(api, validator.address), 0n);
		const row = (await subtensor.weights(netuid, 0)).map((pair) => pair.map((v) => v.toNumber()));
		assert.deepEqual(row, [[1, 65535]], 'the largest weight is scaled up to 65535');
	});

	test('set_mechanism_weights does the same for mechanism 0', async () => {
		const { api, subtensor } = chain;
		await rateLimit();
		await must(
			api,
			api.tx.subtensorModule.setMechanismWeights(netuid, 0, [1], [40_000], 0),
			validator,
		);
		const row = (await subtensor.weights(netuid, 0)).map((pair) => pair.map((v) => v.toNumber()));
		assert.deepEqual(row, [[1, 65535]]);
	});

	test('the next epochs turn weights into consensus, incentive, dividends and stake', async () => {
		const { api } = chain;
		const earned = await hotkeyStake(api, miner.address, netuid);
		const { EpochRan } = api.events.subtensorModule;
		let last = 0;
		for (let count = 1; count <= 3; count++) {
			const { data } = await whenEvent(
				api,
				(event) =>
					EpochRan.is(event) &&
					event.data.netuid.toNumber() === netuid &&
					event.data.epoch.toNumber() > last,
				30_000,
				`epoch after ${last} of subnet ${netuid}`,
			);
			last = data.epoch.toNumber();
			assert.ok(data.emission.toBigInt() > 0n, `epoch ${last} had something to divide`);
		}
		const results = await epochResults(api, netuid);
		assert.deepEqual(results.consensus, [0, 65535]);
		assert.deepEqual(results.incentive, [0, 65535]);
		assert.deepEqual(results.dividends, [65535, 0]);
		assert.deepEqual(results.validatorPermit[0], true);
		assert.ok((results.bonds.get(0) ?? []).some(([uid, value]) => uid === 1 && value > 0));
		assert.ok((await hotkeyStake(api, miner.address, netuid)) > earned, 'the miner was paid');
	});

	test('serve_axon publishes where the miner listens', async () => {
		const { api, subtensor } = chain;
		const ip = (203n << 24n) + (113n << 8n) + 7n;
		const { events } = await must(
			api,
			api.tx.subtensorModule.serveAxon(netuid, 1, ip, 8091, 4, 0, 0, 0),
			miner,
		);
		eventOf(events, api.events.subtensorModule.AxonServed);
		const axon = (await subtensor.axons(netuid, miner.address)).unwrap();
		assert.deepEqual(
			[axon.ip.toBigInt(), axon.port.toNumber(), axon.ipType.toNumber()],
			[ip, 8091, 4],
		);
	});

	test('remove_stake pays back what the pool gives', async () => {
		const { api } = chain;
		const free = await balance(api, owner.address);
		const staked = await hotkeyStake(api, validator.address, netuid);
		const { events, fee } = await must(
			api,
			api.tx.subtensorModule.removeStake(validator.address, netuid, staked / 2n),
			owner,
		);
		eventOf(events, api.events.subtensorModule.StakeRemoved);
		const received = (await balance(api, owner.address)) - free + fee;
		assert.ok(received > 0n, `received ${received}`);
		assert.ok((await hotkeyStake(api, validator.address, netuid)) < staked);
	});

	test('registrations show up in a storage subscription of the whole subnet', async () => {
		const { api, subtensor } = chain;
		const another = key('//Life_second_miner_hk');
		const grown = whenStorage(
			subtensor.subnetworkN,
			[netuid],
			(count) => count.toNumber() === 3,
			20_000,
			'a third neuron',
		);
		await must(api, api.tx.subtensorModule.burnedRegister(netuid, another.address), minerOwner);
		await grown;
	});
});
