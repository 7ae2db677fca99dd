import { eventually } from '../../harness/eventually.mts';
import { streamOnSimulator } from '../../harness/streamOnSimulator.mts';

const stream = streamOnSimulator();

const sessions = '/restapi/v1.0/account/37439510/telephony/sessions';

/** Notifications of a call that the simulator does not have, so that nobody else tells of it. */
function inventedCall() {
	const telephonySessionId = 's-invented';
	let sequence = 1;
	/** @param extensionId none for somebody outside. */
	return async (party: string, code: string, extensionId?: string) => {
		const eventTime = new Date().toISOString();
		sequence += 1;
		const body = {
			telephonySessionId,
			sequence,
			eventTime,
			origin: { type: 'Call' },
			parties: [
				{
					id: `p-invented-${party}`,
					direction: extensionId === undefined ? 'Outbound' : 'Inbound',
					extensionId,
					queueCall: extensionId !== undefined,
					from: { phoneNumber: '+14155550123' },
					to: { phoneNumber: '+14155550120' },
					status: { code },
				},
			],
		};
		await stream.simulator.control.post('/notifications', { event: sessions, body });
	};
}

describe('a call in which the caller is alone for a while', () => {
	it('goes on where nobody wants to know whether it has ended', async () => {
		const host = await stream.activeHost({ scope: 'account', triggerOn: ['missed'] });
		const missReasons = () => host.items.map(({ missReason }) => missReason);
		const tell = inventedCall();
		await tell('caller', 'Setup');
		await tell('caller', 'Answered');
		await tell('sales', 'Proceeding', '37439513');
		await tell('sales', 'Disconnected', '37439513');
		await eventually(async () => expect(missReasons()).toEqual(['unknown']));
		await tell('support', 'Proceeding', '37439514');
		await tell('support', 'Disconnected', '37439514');

		await eventually(async () => expect(missReasons()).toHaveLength(2));
		expect(missReasons()[1]).not.toBe('callerGaveUp');
	});
});
