import { type RunningSimulator, startSimulator } from '../harness/simulator.mts';
import { ScriptedRun } from './scriptedRun.mts';
import { describeWith } from './sharedMaterial.mts';
import { Specification, openApi } from './specification.mts';
import { type WebhookReceiver, startWebhookReceiver } from './webhookReceiver.mts';

/** The specification's paths that the simulator covers. */
const simulatedPaths = [
	/\/telephony\/(call-out|conference|sessions\/.*)$/,
	/\/subscription(\/.*)?$/,
	/\/oauth\/(token|revoke|userinfo|wstoken)$/,
	/\/account\/\{accountId\}(\/presence|\/call-queues|\/call-queues\/\{groupId\}\/(members|presence))?$/,
	/\/extension\/\{extensionId\}(\/device|\/forwarding-number|\/phone-number|\/presence)?$/,
	/\/account\/\{accountId\}\/extension$/,
	/\/(business-hours|\{extensionId\}\/answering-rule)$/,
	/\/dictionary\/country$/,
	/\/(call-log|message-store|sms)(\/\{(callRecordId|messageId)\})?$/,
];

/** Operations on these paths that the simulator does not have. */
const notSimulated = [
	'createAnsweringRule',
	'createForwardingNumber',
	'deleteForwardingNumbers',
	'createExtension',
	'updateExtension',
	'deleteExtension',
	'deleteUserCallLog',
	'deleteMessageByFilter',
	'deleteMessage',
	'updateMessage',
	'patchMessage',
	'updateCallQueuePresence',
	'updateCompanyBusinessHours',
	'updateUserBusinessHours',
	'updateUserPresenceStatus',
];

describeWith(
	openApi,
	"A day at the simulated company, held against RingCentral's specification",
	() => {
		const specification = new Specification(openApi);
		let simulator: RunningSimulator;
		let receiver: WebhookReceiver;
		let run: ScriptedRun;

		beforeAll(async () => {
			simulator = await startSimulator();
			receiver = await startWebhookReceiver();
			await simulator.control.patch('/options', {
				enforceRateLimits: false,
				stepMilliseconds: 1,
				voicemailSpelling: 'VoiceMail',
			});
			run = new ScriptedRun(simulator, receiver);
			await run.play();
		}, 60_000);

		afterAll(async () => {
			await receiver.stop();
			await simulator.stop();
		});

		it('calls every operation that the simulator has, with success', () => {
			const expected = new Set(
				simulatedPaths
					.flatMap((paths) => specification.operationIds(paths))
					.filter((id) => !notSimulated.includes(id)),
			);
			const called = new Set(
				run.answers
					.filter((answer) => answer.status < 300)
					.map((answer) => specification.operation(answer.method, answer.path)?.id),
			);

			expect([...expected].filter((id) => !called.has(id))).toEqual([]);
		});

		it('gets only answers that the specification allows', () => {
			const faults = run.answers.flatMap((answer) =>
				specification
					.faultsOfResponse(answer)
					.map((fault) => `${answer.method} ${answer.path} ${answer.status}: ${fault}`),
			);

			expect(faults).toEqual([]);
		});

		it('is refused where it requests the impossible', () => {
			expect(
				run.answers.filter((answer) => answer.status >= 400).map(({ status }) => status),
			).toEqual([409, 400, 400, 404, 404, 404, 404, 404]);
		});

		it('receives only events that the specification allows', () => {
			const telephony = run.events.filter((event) => event.event.endsWith('/telephony/sessions'));
			const presence = run.events.filter((event) => /\/presence\b/.test(event.event));

			expect(telephony.length).toBeGreaterThan(100);
			expect(
				telephony
					.flatMap((event) => specification.faultsOf('AccountTelephonySessionsEvent', event))
					// RingCentral's own client reads it from events.
					.filter((fault) => !fault.includes('must NOT have additional properties (ringOutRole)')),
			).toEqual([]);
			expect(presence.length).toBeGreaterThan(50);
			expect(
				presence
					.flatMap((event) =>
						specification.faultsOf('DetailedExtensionPresenceWithSIPEvent', event),
					)
					// A number in every captured event.
					.filter((fault) => !fault.includes('/body/extensionId must be string')),
			).toEqual([]);
		});

		it('is reminded with the subscription as body', () => {
			const reminders = run.events.filter((event) => event.event.includes('?threshold='));

			expect(reminders).toHaveLength(1);
			expect(specification.faultsOf('SubscriptionInfo', reminders[0]?.body)).toEqual([]);
		});
	},
);
