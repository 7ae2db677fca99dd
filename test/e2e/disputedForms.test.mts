import { accountManager, reception } from '../../simulator/account.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import { signIn } from '../contract/apiClient.mts';
import {
	act as actNow,
	partyPath,
	phoneOf,
	placeCall,
	sessionPath,
	untilStatuses,
	type SimulatedCall,
} from '../contract/phones.mts';
import { allDelivered } from '../harness/deliveries.mts';
import { eventually } from '../harness/eventually.mts';
import { openStage, type Stage } from '../harness/stage.mts';
import { connectWithJwt } from './accounts.mts';
import { startReportReceiver, type Report, type ReportReceiver } from './reportReceiver.mts';
import { chain, report, streamTrigger, trigger } from './workflows.mts';

jest.setTimeout(400_000);

let stage: Stage;
let receiver: ReportReceiver;
let ringCentral: Awaited<ReturnType<typeof signIn>>;

const triggers = ['webhook', 'stream'] as const;

/** Where sources disagree on the platform, the simulator has both forms. */
const forms = [
	[
		'as it was seen or is described most credibly',
		{
			ringOutForm: 'oneSession',
			pickUpForm: 'ownSession',
			supervisionForm: 'ownSession',
			extensionEvents: 'ownLegs',
			missedCall: 'never',
			voicemailSpelling: 'Voicemail',
		},
	],
	[
		'in the other form',
		{
			ringOutForm: 'twoSessions',
			pickUpForm: 'parkedSession',
			supervisionForm: 'supervisedSession',
			extensionEvents: 'allLegs',
			missedCall: 'missedLeg',
			voicemailSpelling: 'VoiceMail',
		},
	],
] as const;

beforeAll(async () => {
	[stage, receiver] = await Promise.all([openStage(), startReportReceiver()]);
	ringCentral = await signIn(stage.simulator.url);
	const credentials = await connectWithJwt(stage);
	const parameters = {
		scope: 'account',
		triggerOn: ['answered', 'callEnded', 'missed', 'parked', 'pickedUp', 'ringing', 'voicemail'],
	};
	for (const [name, node] of [
		['webhook', trigger(credentials, parameters)],
		['stream', streamTrigger(credentials, parameters)],
	] as const) {
		const workflow = await stage.client.createWorkflow(
			chain(name, [node, report(receiver.url(name))]),
		);
		await stage.client.activate(workflow);
	}
});

afterAll(() => Promise.all([stage.close(), receiver.close()]));

/** The number of items that each trigger had reported before the current call. */
const before = new Map<string, number>();

function reportsOf(name: string): Report[] {
	return receiver.reports(name).slice(before.get(name));
}

/** Waits until both triggers have reported an event of the current call. */
async function untilReported(event: string): Promise<void> {
	await waitFor(`The event ${event} in both triggers`, async () => {
		const isReported = (name: string) => reportsOf(name).some((item) => item.event === event);
		return triggers.every(isReported) || undefined;
	});
}

/**
 * Plays a call, and waits until both triggers have reported exactly these events of it, as "event
 * direction extension outcome". Executions may overtake one another.
 */
async function expectReported(play: () => Promise<unknown>, ...expected: string[]): Promise<void> {
	for (const name of triggers) before.set(name, receiver.reports(name).length);
	await play();
	await untilReported('callEnded');
	for (const name of triggers) {
		await eventually(async () => {
			expect({ [name]: reportsOf(name).map(wordsOf).sort() }).toEqual({ [name]: expected.sort() });
		});
	}
}

function wordsOf(item: Report): string {
	const { event, direction, extensionName, outcome } = Object(item);
	return [event, direction, extensionName, outcome].filter(Boolean).join(' ');
}

/** Acts on a call after all earlier deliveries have arrived, because they may overtake one another. */
async function act(
	...[, call, partyNumber, verb, details]: Parameters<typeof actNow>
): Promise<void> {
	await allDelivered(stage.simulator);
	await actNow(stage.simulator, call, partyNumber, verb, details);
}

/** Answers a call at Reception, and waits until both triggers have its notifications. */
async function converse(): Promise<SimulatedCall> {
	const call = await placeCall(stage.simulator, { extensionNumber: reception.number });
	await act(stage.simulator, call, 2, 'answer');
	await allDelivered(stage.simulator);
	return call;
}

/** The newest call, once its last party rings. */
async function newestRinging(): Promise<SimulatedCall> {
	return await waitFor('A ringing phone', async () => {
		const { data } = await stage.simulator.control.get<SimulatedCall[]>('/calls');
		const call = data.at(-1);
		return call?.parties.at(-1)?.status === 'Proceeding' ? call : undefined;
	});
}

describe.each(forms)('a call that RingCentral reports %s', (_, options) => {
	beforeAll(async () => {
		await stage.simulator.control.patch('/options', options);
	});

	it('is not an incoming call when a user has started it by RingOut', async () => {
		const play = async () => {
			await ringCentral.post('/restapi/v1.0/account/~/extension/~/ring-out', {
				from: { phoneNumber: reception.directNumber },
				to: { phoneNumber: '+14155550123' },
			});
			const own = await newestRinging();
			await act(stage.simulator, own, own.parties.length, 'answer');
			const other = await newestRinging();
			await act(stage.simulator, other, other.parties.length, 'answer');
			await act(stage.simulator, other, other.parties.length, 'hangup');
		};

		await expectReported(play, 'callEnded Outbound Reception answered');
	});

	it('is parked and picked up, and ends once', async () => {
		const play = async () => {
			const call = await converse();
			await ringCentral.post(`${partyPath(call, 2)}/park`);
			await untilStatuses(stage.simulator, call, ['Parked', 'Disconnected/CallPark']);
			await act(stage.simulator, call, 1, 'retrieve', {
				extensionNumber: accountManager.number,
			});
			await untilReported('pickedUp');
			const { data } = await stage.simulator.control.get<SimulatedCall[]>('/calls');
			const picker = data.find(({ parties }) =>
				parties.some(
					({ extensionId, status }) => extensionId === accountManager.id && status === 'Answered',
				),
			);
			if (picker === undefined) throw new Error('The account manager talks in no call');
			const index = picker.parties.findIndex(
				({ extensionId }) => extensionId === accountManager.id,
			);
			await act(stage.simulator, picker, index + 1, 'hangup');
		};

		await expectReported(
			play,
			'answered Inbound Reception',
			'callEnded Inbound Account Manager answered',
			'parked Inbound',
			'pickedUp Inbound Account Manager',
			'ringing Inbound Reception',
			...(options.pickUpForm === 'parkedSession' ? ['answered Inbound Account Manager'] : []),
		);
	});

	it('continues when a supervisor begins to listen', async () => {
		const play = async () => {
			const call = await converse();
			await ringCentral.post(`${sessionPath(call)}/supervise`, {
				mode: 'Listen',
				supervisorDeviceId: phoneOf(accountManager).deviceId,
				agentExtensionId: reception.id,
			});
			await act(stage.simulator, call, 2, 'hangup');
		};

		await expectReported(
			play,
			'answered Inbound Reception',
			'callEnded Inbound Reception answered',
			'ringing Inbound Reception',
		);
	});

	it('is missed when it rings out, and reaches voicemail', async () => {
		const play = async () => {
			const call = await placeCall(stage.simulator, { extensionNumber: reception.number });
			await act(stage.simulator, call, 2, 'no-answer');
			await act(stage.simulator, call, 1, 'hangup');
		};

		await expectReported(
			play,
			'callEnded Inbound Reception voicemail',
			'missed Inbound Reception',
			'ringing Inbound Reception',
			'voicemail Inbound Reception',
		);
	});

	it('inside the company is answered when the colleague picks up', async () => {
		const play = async () => {
			const call = await placeCall(
				stage.simulator,
				{ extensionNumber: accountManager.number },
				{ extensionNumber: reception.number },
			);
			await act(stage.simulator, call, 2, 'answer');
			await act(stage.simulator, call, 2, 'hangup');
		};

		await expectReported(
			play,
			'answered Inbound Account Manager',
			'callEnded Outbound Reception answered',
			'ringing Inbound Account Manager',
		);
	});
});
