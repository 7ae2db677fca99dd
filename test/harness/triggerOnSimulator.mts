import type { INodeParameters } from 'n8n-workflow';

import { allDelivered } from './deliveries.mts';
import type { RunningSimulator } from './simulator.mts';
import { simulatorOfFile } from './simulatorOfFile.mts';
import { TriggerHost } from './triggerHost.mts';

export interface TriggerOnSimulator {
	/** Shared by the tests of the file, reset before each. */
	readonly simulator: RunningSimulator;
	/** An n8n with one inactive workflow; it ends with the test. */
	host(parameters?: INodeParameters, publicUrl?: string): Promise<TriggerHost>;
	/** The same, with the workflow active. */
	activeHost(parameters?: INodeParameters): Promise<TriggerHost>;
	/** Waits until the simulator has sent all notifications and the triggers have processed them. */
	settled(): Promise<void>;
}

/** For a test file whose tests run the trigger against the simulator; call it at the top. */
export function triggerOnSimulator(): TriggerOnSimulator {
	const simulator = simulatorOfFile();
	const hosts: TriggerHost[] = [];
	afterEach(async () => {
		await Promise.all(hosts.splice(0).map(async (host) => await host.stop()));
	});

	return {
		get simulator() {
			return simulator.current;
		},
		async host(parameters, publicUrl) {
			const simulatorUrl = this.simulator.url;
			const host = await TriggerHost.start({ simulatorUrl, parameters, publicUrl });
			hosts.push(host);
			return host;
		},
		async activeHost(parameters) {
			const host = await this.host(parameters);
			await host.activate();
			return host;
		},
		async settled() {
			await allDelivered(this.simulator);
			for (const host of hosts) await host.settled();
		},
	};
}
