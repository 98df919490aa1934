// A developer points polkadot.js at the dev chain: it connects and understands everything.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openChain, key, TAO } from '../lib/chain.js';
import { startNode } from '../lib/node.js';

describe('connect', { timeout: 120_000 }, () => {
	let chain;
	const warnings = [];

	before(async () => {
		for (const level of ['warn', 'error']) {
			const original = console[level];
			console[level] = (...parts) => {
				warnings.push(parts.join(' '));
				original(...parts);
			};
		}
		chain = await openChain(await startNode('--dev'), { noInitWarn: false });
	});
	after(() => chain?.close());

	test('polkadot.js needs no custom types, and the extensions it does not know are without effect', () => {
		const complaints = warnings.filter((line) => /unknown|unable|not defined|could not/i.test(line));
		const extensions = [
			'CheckColdkeySwap', 'CheckShieldedTxValidity', 'SubtensorTransactionExtension',
		].join(', ');
		assert.deepEqual(
			complaints.map((line) => line.replace(/^.*REGISTRY: /, '')),
			[`Unknown signed extensions ${extensions} found, treating them as no-effect`],
		);
	});

	test('the chain says what it is', async () => {
		const { api } = chain;
		assert.equal((await api.rpc.system.chain()).toString(), 'Bittensor');
		assert.equal(api.runtimeVersion.specName.toString(), 'node-subtensor');
		const properties = await chain.node.rpc('system_properties');
		assert.equal([].concat(properties.tokenSymbol)[0], 'TAO');
		assert.equal([].concat(properties.tokenDecimals)[0], 9);
		assert.equal(properties.ss58Format, 42);
	});

	test('constants that clients read have their values', () => {
		const { aura, balances, subtensorModule, system } = chain.api.consts;
		assert.equal(aura.slotDuration.toNumber(), 250);
		assert.equal(balances.existentialDeposit.toNumber(), 500);
		assert.equal(subtensorModule.initialStartCallDelay.toNumber(), 0);
		assert.ok(system.blockHashCount.toNumber() >= 2400);
	});

	test('metadata comes in versions 14, 15 and 16', async () => {
		const offered = (await chain.api.call.metadata.metadataVersions()).map((v) => v.toNumber());
		for (const version of [14, 15, 16]) {
			assert.ok(offered.includes(version), `version ${version} among ${offered}`);
		}
		assert.equal((await chain.api.rpc.state.getMetadata()).version, 14);
	});

	test('pallets keep the names and indices that clients know', () => {
		const indices = Object.fromEntries(
			chain.api.runtimeMetadata.asLatest.pallets.map(({ name, index }) => [
				name.toString(),
				index.toNumber(),
			]),
		);
		const known = {
			System: 0,
			Timestamp: 2,
			Aura: 3,
			Grandpa: 4,
			Balances: 5,
			TransactionPayment: 6,
			SubtensorModule: 7,
			Utility: 11,
			Sudo: 12,
			Multisig: 13,
			Proxy: 16,
		};
		for (const [name, index] of Object.entries(known)) assert.equal(indices[name], index, name);
	});

	test('the RPC has what the stock clients call', async () => {
		const { methods } = await chain.node.rpc('rpc_methods');
		for (const method of [
			'account_nextIndex',
			'author_submitAndWatchExtrinsic',
			'chainHead_v1_follow',
			'chain_getHead',
			'chain_subscribeFinalizedHeads',
			'payment_queryInfo',
			'state_call',
			'state_getKeysPaged',
			'state_queryStorageAt',
			'system_health',
			'transactionWatch_v1_submitAndWatch',
		]) {
			assert.ok(methods.includes(method), method);
		}
	});

	test('the accounts of the developer are funded, and Alice is sudo', async () => {
		const { api } = chain;
		for (const name of ['//Alice', '//Bob', '//Charlie']) {
			const { data } = await api.query.system.account(key(name).address);
			assert.equal(data.free.toBigInt(), 1_000_000n * TAO, name);
		}
		for (const name of ['//Dave', '//Eve', '//Ferdie', '//One', '//Two', '//Three']) {
			const { data } = await api.query.system.account(key(name).address);
			assert.equal(data.free.toBigInt(), 2_000n * TAO, name);
		}
		assert.equal((await api.query.sudo.key()).toString(), key('//Alice').address);
	});
});

test('BT_DEFAULT_TOKEN_WALLET funds one more account', { timeout: 60_000 }, async () => {
	const wallet = key('//Developer').address;
	process.env.BT_DEFAULT_TOKEN_WALLET = wallet;
	let chain;
	try {
		chain = await openChain(await startNode('--dev'));
		const { data } = await chain.api.query.system.account(wallet);
		assert.equal(data.free.toBigInt(), 1_000_000n * TAO);
	} finally {
		delete process.env.BT_DEFAULT_TOKEN_WALLET;
		await chain?.close();
	}
});
