// A client of another family, polkadot-api, that has never heard of this chain: it learns all from the
// metadata and speaks the new JSON-RPC (chainHead, transactionWatch).

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import WebSocket from 'ws';
import { key, TAO } from '../lib/chain.js';
import { startNode, within } from '../lib/node.js';

describe('generic client', { timeout: 120_000 }, () => {
	let node;
	let client;
	let api;
	const alice = key('//Alice');
	const hotkey = key('//Alice_hk').address;
	const signer = getPolkadotSigner(alice.publicKey, 'Sr25519', (payload) => alice.sign(payload));

	before(async () => {
		node = await startNode('--dev');
		client = createClient(getWsProvider(node.url, { websocketClass: WebSocket }));
		api = client.getUnsafeApi();
		await within(60_000, 'no finalized block', client.getFinalizedBlock());
	});
	after(async () => {
		client?.destroy();
		await node?.stop();
	});

	test('reads constants', async () => {
		assert.equal(await api.constants.Balances.ExistentialDeposit(), 500n);
		assert.equal(await api.constants.Aura.SlotDuration(), 250n);
	});

	test('reads storage: values, options, double maps and whole maps', async () => {
		const { SubtensorModule, System } = api.query;
		assert.equal((await System.Account.getValue(key('//Dave').address)).data.free, 2_000n * TAO);
		assert.equal(await SubtensorModule.Uids.getValue(1, hotkey), 0);
		assert.equal(await SubtensorModule.Uids.getValue(1, alice.address), undefined);
		const tempos = await SubtensorModule.Tempo.getEntries();
		assert.deepEqual(
			tempos.map(({ keyArgs, value }) => [...keyArgs, value]).sort(),
			[[0, 100], [1, 20]],
		);
	});

	test('calls runtime APIs and gets typed structs', async () => {
		const metagraph = await api.apis.SubnetInfoRuntimeApi.get_metagraph(1);
		assert.equal(metagraph.hotkeys.length, 8);
		assert.equal(metagraph.hotkeys[0], hotkey);
		assert.equal(metagraph.tempo, 20);
		assert.equal(await api.apis.SwapRuntimeApi.current_alpha_price(0), TAO);
	});

	test('submits a call and sees its event', async () => {
		const { SubtensorModule } = api.query;
		const before = await SubtensorModule.TotalHotkeyAlpha.getValue(hotkey, 0);
		const call = api.tx.SubtensorModule.add_stake({ hotkey, netuid: 0, amount_staked: 5n * TAO });
		const outcome = await within(60_000, 'the call was not finalized', call.signAndSubmit(signer));
		assert.equal(outcome.ok, true);
		const added = outcome.events.filter(
			({ type, value }) => type === 'SubtensorModule' && value.type === 'StakeAdded',
		);
		assert.equal(added.length, 1, 'one event of the call');
		assert.ok(Object.values(added[0].value.value).includes(hotkey), 'the event names the hotkey');
		const after = await SubtensorModule.TotalHotkeyAlpha.getValue(hotkey, 0, {
			at: outcome.block.hash,
		});
		assert.equal(after - before, 5n * TAO);
	});

	test('learns the name of the error when a call fails', async () => {
		const call = api.tx.SubtensorModule.add_stake({ hotkey, netuid: 99, amount_staked: 5n * TAO });
		const outcome = await within(60_000, 'the call was not finalized', call.signAndSubmit(signer));
		assert.equal(outcome.ok, false);
		assert.equal(outcome.dispatchError.type, 'Module');
		assert.equal(outcome.dispatchError.value.type, 'SubtensorModule');
		assert.equal(outcome.dispatchError.value.value.type, 'SubnetNotExists');
	});
});
