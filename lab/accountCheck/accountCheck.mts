import { Mask } from './mask.mts';
import { PlatformClient } from './platformClient.mts';
import { checkConnections, checkSignOut } from './connecting.mts';
import { sendCommands } from './commanding.mts';
import { checkRefusals, checkSignIn, readAccount } from './reading.mts';
import { Recorder } from './recorder.mts';
import { recordCalls } from './recording.mts';
import { reportOf } from './report.mts';
import { Results, type AccountFacts, type Person, type Run } from './run.mts';
import { Secrets } from './secrets.mts';
import type { Settings } from './settings.mts';
import { SimulatorTwin } from './simulatorTwin.mts';

export interface CheckedAccount {
	results: Results;
	/** Markdown. */
	report: string;
	/** The recorded notifications, masked, as JSON; undefined without `--record`. */
	capture?: string;
}

export interface CheckOptions extends Omit<Settings, 'captureFile' | 'reportFile'> {
	/** A call counts as over after so many milliseconds without a notification. */
	quietMilliseconds?: number;
}

const QUIET_MILLISECONDS = 2_000;

/**
 * Holds docs/assumptions.md against an account. It signs in once, and out again in the end. Without recording
 * and commands it leaves the account unchanged.
 *
 * @param person reads the progress, and is asked for calls
 * @throws SignInRefused
 */
export async function checkAccount(options: CheckOptions, person: Person): Promise<CheckedAccount> {
	const secrets = new Secrets();
	const discreet: Person = {
		say: (text) => person.say(secrets.hide(text)),
		makeCall: (request) => person.makeCall(request),
		agree: (command) => person.agree(command),
		phoneNumber: (purpose) => person.phoneNumber(purpose),
	};
	const run: Run = {
		client: new PlatformClient(options, secrets, (text) => discreet.say(text)),
		secrets,
		person: discreet,
		results: new Results(),
		quietMilliseconds: options.quietMilliseconds ?? QUIET_MILLISECONDS,
	};
	discreet.say('Signing in.');
	await checkSignIn(run);
	let capture: string | undefined;
	try {
		discreet.say('Reading what the nodes read: extension, phones, presence, queues, call log.');
		const facts = await readAccount(run);
		await checkRefusals(run);
		discreet.say('Opening, losing and resuming a WebSocket.');
		await checkConnections(run);
		if (options.recordMinutes !== undefined || options.sendsCommands) {
			capture = await listen(run, options, facts);
		}
	} finally {
		discreet.say('Signing out.');
		await checkSignOut(run);
	}
	const parts = {
		records: options.recordMinutes !== undefined,
		sendsCommands: options.sendsCommands,
	};
	const report = reportOf(run.results, parts, new Date().toISOString());
	return {
		results: run.results,
		report: secrets.hide(report),
		...(capture !== undefined && { capture: secrets.hide(capture) }),
	};
}

/** @returns the capture; undefined without `--record` */
async function listen(
	run: Run,
	options: CheckOptions,
	facts: AccountFacts,
): Promise<string | undefined> {
	const recorder = new Recorder(run, facts);
	try {
		if (!(await recorder.start())) {
			run.person.say('No calls can be heard: the report says what RingCentral refused.');
			return undefined;
		}
		if (options.recordMinutes !== undefined) {
			await recordCalls(run, recorder, Date.now() + options.recordMinutes * 60_000);
		}
		if (options.sendsCommands) {
			const twin = await SimulatorTwin.start();
			try {
				await sendCommands(run, recorder, facts, twin);
			} finally {
				await twin.stop();
			}
		}
	} finally {
		recorder.stop();
	}
	return options.recordMinutes === undefined ? undefined : captureOf(recorder.capture, facts);
}

/** The notifications as a capture: a list in order of arrival, masked. */
export function captureOf(
	notifications: readonly unknown[],
	{ accountId, extensionId }: Pick<AccountFacts, 'accountId' | 'extensionId'>,
): string {
	const mask = new Mask({ accountId, extensionId });
	const masked = notifications.map((notification) => mask.notification(notification));
	return `${JSON.stringify(masked, null, '\t')}\n`;
}
