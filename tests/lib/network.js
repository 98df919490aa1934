// Starts a network of validators with real consensus (Aura and GRANDPA) on this machine, the same
// way as one would on several: each is one of the authorities, and knows the address of one peer.

import { join } from 'node:path';
import { startNode, temporaryFolder } from './node.js';

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
		const peer =
			this.bootnode && this.bootnode.name !== name ? ['--bootnodes', this.bootnode.address] : [];
		const node = await startNode(
			'--chain', 'local',
			'--base-path', join(this.folder.path, name),
			`--${name.toLowerCase()}`,
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

/**
 * Starts all three. `options(index)` gives further node options, e.g. fixed ports; without them the
 * system chooses free ones. A folder of its own holds their data until `close`.
 */
export async function startNetwork(options = () => []) {
	const network = new Network(await temporaryFolder(), options);
	try {
		for (const name of AUTHORITIES) {
			await network.start(name);
		}
	} catch (error) {
		await network.close();
		throw error;
	}
	return network;
}
