import { setTimeout as pauseFor } from 'node:timers/promises';

import { legsOf, type Channel, type Heard, type LegEvent } from './callEvents.mts';
import type { CallEvidence } from './callJudges.mts';
import { connect, onWebSocket, SUBSCRIPTION } from './connecting.mts';
import { statusOf, type EventConnection } from './eventConnection.mts';
import { counted, decided, notSeen, type Finding } from './finding.mts';
import { inShort, refusalOf } from './platformClient.mts';
import { EXTENSION } from './reading.mts';
import type { AccountFacts, Run } from './run.mts';
import type { SceneName } from './scenes.mts';
import { fieldsOf } from './values.mts';

const ACCOUNT_CALLS = '/restapi/v1.0/account/~/telephony/sessions';
const OWN_CALLS = `${EXTENSION}/telephony/sessions`;
const OWN_PRESENCE = `${EXTENSION}/presence?detailedTelephonyState=true`;
const VOICEMAIL = '?statusCode=VoiceMail';

/** A ringing call may have no events for long; this ends the wait. */
const LONGEST_WAIT_MILLISECONDS = 20_000;

/** Lists of event filters, tried in this order until RingCentral grants one. */
const FILTER_LISTS = [
	[ACCOUNT_CALLS, OWN_CALLS, OWN_PRESENCE],
	[ACCOUNT_CALLS, OWN_CALLS],
	[OWN_CALLS, OWN_PRESENCE],
	[OWN_CALLS],
];

/**
 * Listens through three subscriptions at once: the widest possible, the own extension alone, and voicemail alone.
 * Comparing their notifications of one call shows how RingCentral filters.
 */
export class Recorder {
	readonly heard: Heard[] = [];
	readonly scenes = new Map<SceneName, Set<string>>();
	readonly #run: Run;
	readonly #facts: AccountFacts;
	readonly #connections = new Map<Channel, EventConnection>();
	#followsAccount = false;
	#filters: readonly string[] = [];
	/** The session at whose first event the own subscription was replaced; empty while one is awaited. */
	#replacedIn: string | undefined;

	constructor(run: Run, facts: AccountFacts) {
		this.#run = run;
		this.#facts = facts;
	}

	/** @returns whether RingCentral granted a subscription to calls */
	async start(): Promise<boolean> {
		const granted = await this.#subscribe('all', FILTER_LISTS);
		if (granted === undefined) {
			this.#run.results.observed('Calls that are heard', 'none');
			return false;
		}
		this.#filters = granted;
		this.#followsAccount = granted.includes(ACCOUNT_CALLS);
		this.#run.results.observed(
			'Calls that are heard',
			this.#followsAccount ? 'of the whole account' : 'of the own extension',
		);
		await this.#subscribe('own', [[OWN_CALLS]]);
		const calls = this.#followsAccount ? ACCOUNT_CALLS : OWN_CALLS;
		await this.#subscribe('voicemail', [[`${calls}${VOICEMAIL}`]]);
		return true;
	}

	stop(): void {
		for (const connection of this.#connections.values()) connection.cut();
	}

	get evidence(): CallEvidence {
		return {
			ownExtensionId: this.#facts.extensionId,
			followsAccount: this.#followsAccount,
			legs: this.legs,
			extensionNumbers: this.#facts.extensionNumbers,
			scenes: this.scenes,
		};
	}

	get legs(): LegEvent[] {
		return this.heard.flatMap(legsOf);
	}

	/** The notifications of the widest subscription, in order of arrival. */
	get capture(): unknown[] {
		return this.heard
			.filter(({ channel }) => channel === 'all')
			.map(({ notification }) => notification);
	}

	/** Waits until no notification has come for a while. */
	async quiet(): Promise<void> {
		const { quietMilliseconds } = this.#run;
		const end = Date.now() + LONGEST_WAIT_MILLISECONDS;
		for (;;) {
			const rest = (this.heard.at(-1)?.at ?? 0) + quietMilliseconds - Date.now();
			if (rest <= 0 || Date.now() > end) return;
			await pauseFor(rest);
		}
	}

	/** Assigns to the scene the sessions that begin from an index in `heard` on. */
	assign(scene: SceneName, from: number): void {
		const older = new Set(sessionsIn(this.heard.slice(0, from)));
		for (const sessionId of sessionsIn(this.heard.slice(from))) {
			if (!older.has(sessionId)) this.assignSession(scene, sessionId);
		}
	}

	assignSession(scene: SceneName, sessionId: string): void {
		const sessions = this.scenes.get(scene) ?? new Set();
		this.scenes.set(scene, sessions.add(sessionId));
	}

	/** Replaces the own subscription by an identical one as soon as the next call begins. */
	replaceAtNextCall(): void {
		this.#replacedIn = '';
	}

	/** Whether the replaced subscription missed events that came through the widest one. */
	get handover(): Finding {
		const sessionId = this.#replacedIn;
		if (!sessionId) return notSeen('No call began while a subscription was replaced');
		const ofCall = this.legs.filter((leg) => leg.telephonySessionId === sessionId);
		const own = new Set(
			ofCall.filter(({ channel }) => channel === 'own').map(({ sequence }) => sequence),
		);
		const wanted = ofCall.filter(
			({ channel, extensionId }) => channel === 'all' && extensionId === this.#facts.extensionId,
		);
		const lost = wanted.filter(({ sequence }) => !own.has(sequence));
		return decided(
			wanted.length === 0 ? undefined : lost.length === 0,
			`${lost.length} of ${counted(wanted.length, 'event')} of the call were missing in the replaced subscription`,
		);
	}

	/** Loses the widest connection. */
	cut(): void {
		this.#connections.get('all')?.cut();
	}

	/** Resumes the session of the widest connection, and judges when the missed events came. */
	async resume(): Promise<Finding> {
		const lost = this.#connections.get('all');
		const next = await connect(this.#run, lost?.sessionToken, (notification) =>
			this.#hear('all', notification),
		);
		if (next === undefined) return notSeen('The connection could not be opened again');
		const { connection, greeting } = next;
		this.#connections.set('all', connection);
		if (fieldsOf(greeting.body)['recoveryState'] !== 'Successful') {
			await connection.request('POST', SUBSCRIPTION, onWebSocket(this.#filters));
			return notSeen('The session could not be resumed');
		}
		await this.quiet();
		const types = connection.frames.map(({ meta }) => meta['type']);
		const missed = types.filter((type) => type === 'ServerNotification').length;
		const isBehind = types.indexOf('ServerNotification') > types.indexOf('ConnectionDetails');
		return decided(
			missed === 0 ? undefined : isBehind,
			missed === 0
				? 'Nothing was missed'
				: `${counted(missed, 'missed event')} came ${isBehind ? 'after' : 'before'} the ConnectionDetails`,
		);
	}

	/** @returns the first list of filters that RingCentral grants; undefined: none */
	async #subscribe(
		channel: Channel,
		filterLists: ReadonlyArray<readonly string[]>,
	): Promise<readonly string[] | undefined> {
		const opened = await connect(this.#run, undefined, (notification) =>
			this.#hear(channel, notification),
		);
		if (opened === undefined) return undefined;
		const { connection } = opened;
		for (const filters of filterLists) {
			const answer = await connection.request('POST', SUBSCRIPTION, onWebSocket(filters));
			const status = statusOf(answer);
			if (status === 200) {
				this.#connections.set(channel, connection);
				return filters;
			}
			this.#run.results.observed(
				`Subscription to ${filters.map((filter) => filter.replace('/restapi/v1.0/account/~', '')).join(' and ')}`,
				inShort({ status, headers: {}, body: undefined, ...refusalOf(answer?.body) }),
			);
		}
		connection.cut();
		return undefined;
	}

	#hear(channel: Channel, notification: Heard['notification']): void {
		const heard = { channel, at: Date.now(), notification };
		this.heard.push(heard);
		const [leg] = legsOf(heard);
		if (this.#replacedIn === '' && channel === 'own' && leg !== undefined) {
			this.#replacedIn = leg.telephonySessionId;
			void this.#connections.get('own')?.request('POST', SUBSCRIPTION, onWebSocket([OWN_CALLS]));
		}
	}
}

function sessionsIn(heard: readonly Heard[]): string[] {
	return heard.flatMap(legsOf).map(({ telephonySessionId }) => telephonySessionId);
}
