import type { INodeParameters } from 'n8n-workflow';

import type { SimulatedSocket } from './deliveries.mts';
import type { RunningSimulator } from './simulator.mts';
import { simulatorOfFile } from './simulatorOfFile.mts';
import { endStreams, StreamHost, type StreamHostOptions } from './streamHost.mts';

export interface StreamOnSimulator {
	/** Shared by the tests of the file, reset before each. */
	readonly simulator: RunningSimulator;
	/** An n8n with one inactive workflow; it ends with the test. */
	host(parameters?: INodeParameters, options?: Omit<StreamHostOptions, 'parameters'>): StreamHost;
	/** The same, with the workflow active. */
	activeHost(
		parameters?: INodeParameters,
		options?: Omit<StreamHostOptions, 'parameters'>,
	): Promise<StreamHost>;
	/** The simulator's WebSocket sessions. */
	sockets(): Promise<SimulatedSocket[]>;
	/** Cuts all connections to RingCentral. */
	cut(): Promise<void>;
	/** Cuts all connections, and lets RingCentral refuse others until the end of the outage. */
	beginOutage(): Promise<void>;
	endOutage(): Promise<void>;
}

/** For a test file whose tests run the stream trigger against the simulator; call it at the top. */
export function streamOnSimulator(): StreamOnSimulator {
	const simulator = simulatorOfFile();
	const hosts: StreamHost[] = [];
	afterEach(async () => {
		await Promise.all(hosts.splice(0).map(async (host) => await host.deactivate()));
	});
	afterAll(endStreams);

	return {
		get simulator() {
			return simulator.current;
		},
		host(parameters, options) {
			const host = new StreamHost(this.simulator.url, { parameters, ...options });
			hosts.push(host);
			return host;
		},
		async activeHost(parameters, options) {
			const host = this.host(parameters, options);
			await host.activate();
			return host;
		},
		async sockets() {
			return (await this.simulator.control.get<SimulatedSocket[]>('/sockets')).data;
		},
		async cut() {
			await this.simulator.control.post('/sockets/cut');
		},
		async beginOutage() {
			await this.simulator.control.patch('/options', { refuseSockets: true });
			await this.cut();
		},
		async endOutage() {
			await this.simulator.control.patch('/options', { refuseSockets: false });
		},
	};
}
