// A developer moves TAO, batches calls and listens to storage.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { balance, eventOf, key, must, openChain, submit, TAO, whenStorage } from '../lib/chain.js';
import { startNode } from '../lib/node.js';

describe('transfer', { timeout: 120_000 }, () => {
	let chain;
	const alice = key('//Alice');
	const bob = key('//Bob');

	before(async () => {
		chain = await openChain(await startNode('--dev', '--sealing', '100'));
	});
	after(() => chain?.close());

	test('a transfer moves the amount and costs a small fee', async () => {
		const { api } = chain;
		const target = key('//Transfer').address;
		const before = await balance(api, alice.address);
		const call = api.tx.balances.transferKeepAlive(target, 3n * TAO);
		const { partialFee } = await call.paymentInfo(alice);
		const { fee, events } = await must(api, call, alice);
		const [from, to, amount] = eventOf(events, api.events.balances.Transfer).data;
		assert.deepEqual(
			[from.toString(), to.toString(), amount.toBigInt()],
			[alice.address, target, 3n * TAO],
		);
		assert.equal(await balance(api, target), 3n * TAO);
		assert.equal(await balance(api, alice.address), before - 3n * TAO - fee);
		assert.ok(fee > 0n && fee < TAO / 1000n, `fee ${fee} rao`);
		assert.equal(partialFee.toBigInt(), fee);
	});

	test('a transfer of more than there is fails and moves nothing', async () => {
		const { api } = chain;
		const target = key('//Nobody').address;
		const poor = key('//Transfer');
		const before = await balance(api, poor.address);
		const { error, fee } = await submit(
			api,
			api.tx.balances.transferKeepAlive(target, 1000n * TAO),
			poor,
		);
		assert.equal(error, 'Token.FundsUnavailable');
		assert.equal(await balance(api, target), 0n);
		assert.equal(await balance(api, poor.address), before - fee);
	});

	test('a batch does all its calls, or with one bad call none', async () => {
		const { api } = chain;
		const [one, two] = [key('//Batch1').address, key('//Batch2').address];
		const pay = (target, amount) => api.tx.balances.transferKeepAlive(target, amount);
		const good = await must(api, api.tx.utility.batchAll([pay(one, TAO), pay(two, 2n * TAO)]), bob);
		eventOf(good.events, api.events.utility.BatchCompleted);
		assert.deepEqual([await balance(api, one), await balance(api, two)], [TAO, 2n * TAO]);

		const bad = await submit(
			api,
			api.tx.utility.batchAll([pay(one, TAO), pay(two, 1_500_000n * TAO)]),
			bob,
		);
		assert.equal(bad.error, 'Token.FundsUnavailable');
		assert.deepEqual([await balance(api, one), await balance(api, two)], [TAO, 2n * TAO]);
	});

	test('a subscription to storage reports a change by itself', async () => {
		const { api } = chain;
		const target = key('//Watched').address;
		const seen = whenStorage(
			api.query.system.account,
			[target],
			({ data }) => data.free.toBigInt() === 5n * TAO,
			20_000,
			'the balance of the watched account',
		);
		await must(api, api.tx.balances.transferKeepAlive(target, 5n * TAO), alice);
		await seen;
	});
});
