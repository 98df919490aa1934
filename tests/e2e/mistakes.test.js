// Somebody makes a mistake: the chain names it, changes nothing, and a hotkey pays nothing for it.
// What would fail for sure and costs no fee is refused before it gets into a block, by a number.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { xxhashAsHex } from '@polkadot/util-crypto';
import { balance, eventOf, key, must, openChain, rawItems, submit, TAO } from '../lib/chain.js';
import { startNode } from '../lib/node.js';

const NETUID = 1;
const UNKNOWN_NETUID = 77;

/** Everything that the pallet stores at a block, as key → value. */
async function palletState(node, at) {
	const prefix = xxhashAsHex('SubtensorModule', 128);
	const state = new Map();
	for (let start = null; ; ) {
		const keys = await node.rpc('state_getKeysPaged', prefix, 1000, start, at);
		if (keys.length === 0) return state;
		const [{ changes }] = await node.rpc('state_queryStorageAt', keys, at);
		for (const [storageKey, value] of changes) state.set(storageKey, value);
		start = keys.at(-1);
	}
}

const changedKeys = (from, to) =>
	[...new Set([...from.keys(), ...to.keys()])].filter((each) => from.get(each) !== to.get(each));

describe('mistakes', { timeout: 240_000 }, () => {
	const alice = key('//Alice');
	const bob = key('//Bob');
	const charlie = key('//Charlie');
	const dave = key('//Dave');
	const poor = key('//Poor');
	const validator = key('//Alice_hk');
	const miner = key('//Dave_hk');
	// A second subnet, not started, whose owner hotkey is registered nowhere else.
	const elsewhere = key('//Mistakes_hk');
	let chain;
	let send;
	let netuid;

	/** Writes raw storage through sudo; gives the values that were there. */
	async function write(items) {
		const { api, node } = chain;
		const old = [];
		for (const [storageKey] of items) {
			old.push([storageKey, await node.rpc('state_getStorage', storageKey)]);
		}
		const present = items.filter(([, value]) => value !== null);
		const absent = items.filter(([, value]) => value === null).map(([storageKey]) => storageKey);
		const calls = [];
		if (present.length) calls.push(api.tx.sudo.sudo(api.tx.system.setStorage(present)));
		if (absent.length) calls.push(api.tx.sudo.sudo(api.tx.system.killStorage(absent)));
		for (const call of calls) await must(api, call, alice, { seal: send });
		return old;
	}

	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', 'manual'));
		const { api, node, subtensor } = chain;
		send = () => node.seal();
		await node.seal();
		const { events } = await must(
			api,
			api.tx.subtensorModule.registerNetwork(elsewhere.address),
			charlie,
			{ seal: send },
		);
		netuid = eventOf(events, api.events.subtensorModule.NetworkAdded).data[0].toNumber();
		await must(api, api.tx.balances.transferKeepAlive(poor.address, TAO / 2n), alice, { seal: send });
		// No epoch shall fall between the two blocks that are compared.
		await write(rawItems(api, [NETUID, netuid].map((each) => [subtensor.tempo, [each], 'u16', 50_000])));
	});
	after(() => chain?.close());

	/** Submits a call that must fail with `error`, and proves that it changed nothing. */
	async function fails(error, signer, makeCall, given = []) {
		const { api, node } = chain;
		const old = await write(rawItems(api, given));
		// In the first block after a change the hook may do what it does once, such as report that a
		// subnet has stopped earning.
		if (given.length > 0) await node.seal();

		const free = await balance(api, signer.address);
		const outcome = await submit(api, makeCall(api.tx.subtensorModule), signer, { seal: send });
		assert.equal(outcome.error, error);
		const ours = outcome.events.filter(({ section }) => section === 'subtensorModule');
		assert.deepEqual(ours.map(({ method }) => method), []);
		assert.equal(await balance(api, signer.address), free - outcome.fee);
		const freeOfCharge = ['setWeights', 'setMechanismWeights', 'serveAxon'];
		if (freeOfCharge.includes(makeCall(api.tx.subtensorModule).method.method)) {
			assert.equal(outcome.fee, 0n, 'what hotkeys sign costs nothing');
		}

		// What the block with the failure changed is what an empty block changes.
		const parent = (await api.rpc.chain.getHeader(outcome.block)).parentHash.toHex();
		const empty = await node.seal();
		const [before, with_, without] = await Promise.all(
			[parent, outcome.block, empty].map((block) => palletState(node, block)),
		);
		const byHooks = new Set(changedKeys(with_, without));
		const byFailure = changedKeys(before, with_).filter((each) => !byHooks.has(each));
		assert.deepEqual(byFailure, []);

		await write(old);
	}

	/**
	 * Submits a call without a fee that the pool must refuse with this number, because it is sure to
	 * fail: it never gets into a block.
	 */
	async function refused(number, signer, makeCall, given = []) {
		const { api } = chain;
		const old = await write(rawItems(api, given));
		await assert.rejects(
			submit(api, makeCall(api.tx.subtensorModule), signer, { seal: send }),
			new RegExp(`1010: Invalid Transaction: Custom error: ${number}$`),
		);
		await write(old);
	}

	test('weights by a neuron without permit: NeuronNoValidatorPermit', () =>
		fails('NeuronNoValidatorPermit', miner, (tx) => tx.setWeights(NETUID, [4], [1], 0)));

	test('weights by a hotkey that is not registered: HotKeyNotRegisteredInSubNet', () =>
		refused(10, dave, (tx) => tx.setWeights(NETUID, [4], [1], 0)));

	test('too few weights: WeightVecLengthIsLow', () =>
		fails('WeightVecLengthIsLow', validator, (tx) => tx.setWeights(NETUID, [3, 4], [1, 1], 0), [
			[chain.subtensor.minAllowedWeights, [NETUID], 'u16', 3],
		]));

	test('an old version key: IncorrectWeightVersionKey', () =>
		fails('IncorrectWeightVersionKey', validator, (tx) => tx.setWeights(NETUID, [3], [1], 6), [
			[chain.subtensor.weightsVersionKey, [NETUID], 'u64', 7],
		]));

	test('less stake than the threshold: NotEnoughStakeToSetWeights', () =>
		refused(1, key('//Bob_hk'), (tx) => tx.setWeights(NETUID, [3], [1], 0), [
			[chain.subtensor.stakeThreshold, [], 'u64', 10_000_000n * TAO],
		]));

	test('a uid that nobody has: UidVecContainInvalidOne', () =>
		fails('UidVecContainInvalidOne', validator, (tx) => tx.setWeights(NETUID, [3, 99], [1, 1], 0)));

	test('a uid twice: DuplicateUids', () =>
		fails('DuplicateUids', validator, (tx) => tx.setWeights(NETUID, [3, 3], [1, 1], 0)));

	test('uids and values of different lengths: WeightVecNotEqualSize', () =>
		refused(18, validator, (tx) => tx.setWeights(NETUID, [3, 4], [1], 0)));

	test('more uids than neurons: UidsLengthExceedUidsInSubNet', () =>
		fails('UidsLengthExceedUidsInSubNet', validator, (tx) =>
			tx.setWeights(NETUID, [0, 1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 1, 1, 1, 1, 1, 1], 0)));

	test('weights while commit-reveal is on: CommitRevealEnabled', () =>
		fails('CommitRevealEnabled', validator, (tx) => tx.setWeights(NETUID, [3], [1], 0), [
			[chain.subtensor.commitRevealWeightsEnabled, [NETUID], 'bool', true],
		]));

	test('weights on root: CanNotSetRootNetworkWeights', () =>
		fails('CanNotSetRootNetworkWeights', validator, (tx) => tx.setWeights(0, [0], [1], 0)));

	test('weights on a subnet that does not exist: MechanismDoesNotExist', () =>
		refused(3, validator, (tx) => tx.setWeights(UNKNOWN_NETUID, [0], [1], 0)));

	test('weights of a mechanism that does not exist: MechanismDoesNotExist', () =>
		refused(3, validator, (tx) =>
			tx.setMechanismWeights(NETUID, 5, [3], [1], 0)));

	test('weights again at once: SettingWeightsTooFast', async () => {
		const { api, node, subtensor } = chain;
		const last = (await subtensor.lastUpdate(NETUID))[0].toNumber();
		const wait = (await subtensor.weightsSetRateLimit(NETUID)).toNumber();
		assert.ok(wait > 1, `rate limit ${wait}`);
		while ((await node.best()).number < last + wait) await node.seal();
		await must(api, api.tx.subtensorModule.setWeights(NETUID, [3, 4], [1, 2], 0), validator, {
			seal: send,
		});
		await refused(6, validator, (tx) =>
			tx.setWeights(NETUID, [3, 4], [2, 1], 0));
	});

	test('registering a hotkey twice: HotKeyAlreadyRegisteredInSubNet', () =>
		fails('HotKeyAlreadyRegisteredInSubNet', dave, (tx) =>
			tx.burnedRegister(NETUID, miner.address)));

	test('registering the hotkey of somebody else: NonAssociatedColdKey', () =>
		fails('NonAssociatedColdKey', bob, (tx) => tx.burnedRegister(NETUID, elsewhere.address)));

	test('registering without the money: NotEnoughBalanceToStake', () =>
		fails('NotEnoughBalanceToStake', poor, (tx) =>
			tx.burnedRegister(NETUID, key('//Poor_hk').address), [
			[chain.subtensor.burn, [NETUID], 'u64', TAO],
		]));

	test('registering in a subnet that does not exist: SubnetNotExists', () =>
		fails('SubnetNotExists', bob, (tx) =>
			tx.burnedRegister(UNKNOWN_NETUID, key('//New_hk').address)));

	test('registering on root: RegistrationNotPermittedOnRootSubnet', () =>
		fails('RegistrationNotPermittedOnRootSubnet', bob, (tx) =>
			tx.burnedRegister(0, key('//New_hk').address)));

	test('registering where registration is closed: SubNetRegistrationDisabled', () =>
		fails('SubNetRegistrationDisabled', bob, (tx) =>
			tx.burnedRegister(NETUID, key('//New_hk').address), [
			[chain.subtensor.networkRegistrationAllowed, [NETUID], 'bool', false],
		]));

	test('a subnet without the money: CannotAffordLockCost', () =>
		fails('CannotAffordLockCost', poor, (tx) => tx.registerNetwork(key('//Poor_hk').address), [
			[chain.subtensor.networkRateLimit, [], 'u64', 0],
		]));

	test('another subnet too soon: NetworkTxRateLimitExceeded', () =>
		fails('NetworkTxRateLimitExceeded', bob, (tx) =>
			tx.registerNetwork(key('//New_hk').address), [
			[chain.subtensor.networkRateLimit, [], 'u64', 7200],
		]));

	test('starting the subnet of somebody else: NotSubnetOwner', () =>
		fails('NotSubnetOwner', bob, (tx) => tx.startCall(netuid)));

	test('starting a subnet twice: FirstEmissionBlockNumberAlreadySet', () =>
		fails('FirstEmissionBlockNumberAlreadySet', alice, (tx) => tx.startCall(NETUID)));

	test('staking before the start: SubtokenDisabled', () =>
		fails('SubtokenDisabled', bob, (tx) => tx.addStake(elsewhere.address, netuid, 10n * TAO)));

	test('staking more than there is: NotEnoughBalanceToStake', () =>
		fails('NotEnoughBalanceToStake', dave, (tx) =>
			tx.addStake(validator.address, NETUID, 5_000n * TAO)));

	test('staking less than the minimum: AmountTooLow', () =>
		fails('AmountTooLow', bob, (tx) => tx.addStake(validator.address, NETUID, 1_000n)));

	test('staking on a hotkey that nobody owns: HotKeyAccountNotExists', () =>
		fails('HotKeyAccountNotExists', bob, (tx) =>
			tx.addStake(key('//Unknown_hk').address, NETUID, 10n * TAO)));

	test('removing more than is staked: NotEnoughStakeToWithdraw', () =>
		fails('NotEnoughStakeToWithdraw', alice, (tx) =>
			tx.removeStake(validator.address, NETUID, 10_000_000n * TAO)));

	test('removing stake that is somebody else\'s: NotEnoughStakeToWithdraw', () =>
		fails('NotEnoughStakeToWithdraw', dave, (tx) =>
			tx.removeStake(validator.address, NETUID, TAO)));

	test('serving without being registered: HotKeyNotRegisteredInNetwork', () =>
		refused(10, dave, (tx) =>
			tx.serveAxon(NETUID, 1, 0xcb007107, 8091, 4, 0, 0, 0)));

	test('serving an impossible address: InvalidIpAddress, InvalidIpType, InvalidPort', async () => {
		await refused(11, miner, (tx) => tx.serveAxon(NETUID, 1, 0, 8091, 4, 0, 0, 0));
		await refused(11, miner, (tx) =>
			tx.serveAxon(NETUID, 1, 0xcb007107, 8091, 5, 0, 0, 0));
		await refused(13, miner, (tx) =>
			tx.serveAxon(NETUID, 1, 0xcb007107, 0, 4, 0, 0, 0));
	});

	test('serving again at once: ServingRateLimitExceeded', async () => {
		const { api } = chain;
		const serve = (tx) => tx.serveAxon(NETUID, 1, 0xcb007107, 8091, 4, 0, 0, 0);
		await must(api, serve(api.tx.subtensorModule), miner, { seal: send });
		await refused(12, miner, serve);
	});

	test('a hotkey that nobody registered and without balance is refused by the pool', async () => {
		const { api } = chain;
		const call = api.tx.subtensorModule.setWeights(NETUID, [3], [1], 0);
		await assert.rejects(
			submit(api, call, key('//Ghost_hk'), { seal: send }),
			/1010: Invalid Transaction: Inability to pay some fees/,
		);
	});
});
