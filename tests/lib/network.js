// Starts a network of validators with real consensus (Aura and GRANDPA) on this machine, the same
// way as one would on several: each has a base path, its session keys, and the address of one peer.

import { join } from 'node:path';
import { startNode, temporaryFolder, yumanet } from './node.js';

/** The authorities of `--chain local`. */
export const AUTHORITIES = ['One', 'Two', 'Three'];

/** Node keys of the three, so that their addresses stay the same over restarts. */
const nodeKey = (index) => `${index + 1}`.padStart(64, '0');

/** Three validators. Create it with `startNetwork`. */
class Network {
	nodes = new Map();

	constructor(folder, options) {
		this.folder = folder;
		this.options = options;
	}

	/** Starts (or restarts) one of the authorities; the first one started is the others' peer. */
	async start(name) {
		const index = AUTHORITIES.indexOf(name);
		const peer = this.bootnode && this.bootnode.name !== name ? ['--bootnodes', this.bootnode.address] : [];
		const node = await startNode(
			'--chain', 'local',
			'--base-path', join(this.folder.path, name),
			'--name', name,
			'--validator',
			'--node-key', nodeKey(index),
			...peer,
			...this.options(index),
		);
		this.nodes.set(name, node);
		if (!this.bootnode) {
			const addresses = await node.rpc('system_localListenAddresses');
			const address = addresses.find((each) => each.startsWith('/ip4/127.0.0.1/tcp/'));
			if (!address) throw new Error(`no loopback address among ${addresses.join(' ')}`);
			this.bootnode = { name, address };
		}
		return node;
	}

	/** Ends all nodes and deletes their data. */
	async close() {
		await Promise.all([...this.nodes.values()].map((node) => node.kill()));
		await this.folder.remove();
	}
}

/** Puts a development authority's session keys into the keystore of a base path. */
async function insertKeys(basePath, name) {
	for (const [type, scheme] of [['aura', 'sr25519'], ['gran', 'ed25519']]) {
		const done = await yumanet(
			'key', 'insert',
			'--chain', 'local',
			'--base-path', basePath,
			'--key-type', type,
			'--scheme', scheme,
			'--suri', `//${name}`,
		);
		if (done.code !== 0) throw new Error(`key insert for ${name}: ${done.stderr}`);
	}
}

/**
 * Starts all three. `options(index)` gives further node options, e.g. fixed ports; without them the
 * system chooses free ones. A folder of its own holds their data until `close`.
 */
export async function startNetwork(options = () => []) {
	const network = new Network(await temporaryFolder(), options);
	try {
		for (const name of AUTHORITIES) {
			await insertKeys(join(network.folder.path, name), name);
			await network.start(name);
		}
	} catch (error) {
		await network.close();
		throw error;
	}
	return network;
}
