import type { FastifyInstance } from 'fastify';

import { ApiError, invalidParameter } from '../apiError.mts';
import { type Fault, readFault } from '../faults.mts';
import type { Platform } from '../platform.mts';
import { readObject, readString } from '../requestBody.mts';
import { WebhookTransport } from '../subscriptions/webhookTransport.mts';

interface Preset {
	id: string;
	name: string;
	description: string;
	/** Returns a sentence about its effect. */
	apply(platform: Platform): string;
}

const commandPath = /\/telephony\//;
const once = { headers: {}, timesLeft: 1, delayMilliseconds: 0, dropConnection: false };

/** RingCentral's refusal when the user lacks the permission to control calls. */
const refusal = new ApiError(403, 'CMN-408', '[CallControl] permission required', {
	permissionName: 'CallControl',
});

function nextRequest(fault: Partial<Fault>, text: string): Preset['apply'] {
	return ({ faults }) => {
		faults.add({ ...once, path: commandPath, ...fault });
		return text;
	};
}

/** Faults that one button of the page starts. */
export const faultPresets: readonly Preset[] = [
	{
		id: 'slow',
		name: 'Slow',
		description: 'The next request about a call waits ten seconds for its answer.',
		apply: nextRequest({ delayMilliseconds: 10_000 }, 'The next request about a call will be slow'),
	},
	{
		id: 'refused',
		name: 'Refused',
		description: 'The next request about a call is refused: the user lacks a permission.',
		apply: nextRequest(
			{ status: refusal.statusCode, body: refusal.toBody() },
			'The next request about a call will be refused',
		),
	},
	{
		id: 'cut',
		name: 'Connection cut',
		description: 'The next request about a call gets no answer, and all WebSockets break off now.',
		apply(platform) {
			for (const { connection } of platform.sockets.all()) connection?.cut();
			return nextRequest(
				{ dropConnection: true },
				'WebSockets are cut, and the next request about a call gets no answer',
			)(platform);
		},
	},
	{
		id: 'blacklisted',
		name: 'Blacklisted',
		description: 'RingCentral no longer delivers events to any webhook there is.',
		apply({ subscriptions, clock }) {
			const webhooks = subscriptions
				.all()
				.filter(({ transport }) => transport instanceof WebhookTransport);
			for (const subscription of webhooks) {
				subscription.blacklisted ??= {
					at: clock.now(),
					reason: 'I/O operation is failed. Details: [Read timed out]',
				};
			}
			return webhooks.length === 0
				? 'There is no webhook to blacklist: publish a workflow with the trigger first'
				: `Webhooks that are blacklisted now: ${webhooks.length}`;
		},
	},
];

/** Faults of requests to RingCentral. */
export function registerFaultControls(server: FastifyInstance, platform: Platform): void {
	server.post('/sim/faults', (request, reply) => {
		platform.faults.add(readFault(readObject(request.body)));
		return reply.code(204).send();
	});
	server.get('/sim/faults/presets', () =>
		faultPresets.map(({ id, name, description }) => ({ id, name, description })),
	);
	server.post('/sim/faults/presets', (request) => {
		const id = readString(readObject(request.body), 'preset');
		const preset = faultPresets.find((candidate) => candidate.id === id);
		if (!preset) throw invalidParameter('preset', id);
		return { text: preset.apply(platform) };
	});
	server.delete('/sim/faults', (_request, reply) => {
		platform.faults.clear();
		return reply.code(204).send();
	});
}
