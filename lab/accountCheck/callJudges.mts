import { transitions } from '../../simulator/calls/transitions.mts';
import {
	hasEnded,
	isRinging,
	isShort,
	isVoicemail,
	type Channel,
	type LegEvent,
} from './callEvents.mts';
import { counted, decided, notSeen, refuted, type Finding } from './finding.mts';
import type { SceneName } from './scenes.mts';

/** The notifications of all calls, and the facts about the account that they are judged by. */
export interface CallEvidence {
	ownExtensionId: string;
	/** Whether the subscription covers the whole account, or the own extension only. */
	followsAccount: boolean;
	legs: readonly LegEvent[];
	/** Extension numbers by extension ID. */
	extensionNumbers: ReadonlyMap<string, string>;
	/** Telephony sessions, by the scene that they began in. */
	scenes: ReadonlyMap<SceneName, ReadonlySet<string>>;
}

/** Judges an assumption by the notifications of calls. */
export type CallJudge = (evidence: CallEvidence) => Finding;

type Sessions = ReadonlyMap<string, readonly LegEvent[]>;

/** Leg events by telephony session, without duplicates, in RingCentral's order. */
function sessionsIn({ legs }: CallEvidence, channel: Channel = 'all'): Sessions {
	const known = new Set<string>();
	const ofChannel = legs.filter((leg) => {
		const key = keyOf(leg);
		if (leg.channel !== channel || known.has(key)) return false;
		known.add(key);
		return true;
	});
	ofChannel.sort((one, other) => one.sequence - other.sequence);
	return Map.groupBy(ofChannel, ({ telephonySessionId }) => telephonySessionId);
}

function keyOf({ telephonySessionId, sequence, partyId }: LegEvent): string {
	return `${telephonySessionId} ${sequence} ${partyId}`;
}

function partiesIn(events: readonly LegEvent[]): LegEvent[][] {
	return [...Map.groupBy(events, ({ partyId }) => partyId).values()];
}

function sessionsOf(evidence: CallEvidence, ...names: SceneName[]): Array<readonly LegEvent[]> {
	const wanted = new Set(names.flatMap((name) => [...(evidence.scenes.get(name) ?? [])]));
	return [...sessionsIn(evidence)].filter(([id]) => wanted.has(id)).map(([, events]) => events);
}

function allParties(evidence: CallEvidence): LegEvent[][] {
	return [...sessionsIn(evidence).values()].flatMap(partiesIn);
}

function isQueueLeg({ party }: LegEvent): boolean {
	return party['queueCall'] === true;
}

function isAgentLeg(leg: LegEvent): boolean {
	return isQueueLeg(leg) && leg.to.extensionId !== leg.extensionId;
}

/** A phone that rings for a caller: not the leg of a RingOut, a queue or a supervisor. */
function isReceivedLeg(leg: LegEvent): boolean {
	return (
		leg.direction === 'Inbound' &&
		leg.extensionId !== undefined &&
		leg.role === undefined &&
		!isQueueLeg(leg) &&
		leg.to.extensionId === leg.extensionId
	);
}

export const answeredDevice: CallJudge = (evidence) => {
	const own = allParties(evidence)
		.flat()
		.filter((leg) => isReceivedLeg(leg) && leg.extensionId === evidence.ownExtensionId);
	const early = own.filter((leg) => isRinging(leg) && leg.to.deviceId !== undefined);
	const answered = own.filter(({ code }) => code === 'Answered');
	const named = answered.filter(({ to }) => to.deviceId !== undefined);
	if (early.length > 0) return refuted(`${counted(early.length, 'ringing leg')} named a device`);
	if (answered.length === 0) return notSeen('No incoming call was answered');
	return decided(
		named.length === answered.length,
		`${named.length} of ${counted(answered.length, 'answered event')} named a device, and no ringing one did`,
	);
};

export const callerProceeding: CallJudge = (evidence) => {
	if (!evidence.followsAccount) return notSeen('Only the own legs were heard');
	const verdicts = [...sessionsIn(evidence).values()].flatMap((events) =>
		partiesIn(events)
			.filter(([first]) => first !== undefined && isDialledLeg(first))
			.flatMap((own) => {
				const index = own.findIndex(({ code }) => code === 'Answered');
				const answered = own[index];
				if (answered === undefined || own[index - 1]?.code !== 'Proceeding') return [];
				const others = events.filter(({ partyId }) => partyId !== answered.partyId);
				if (others.length === 0) return [];
				return others.some(
					({ code, at }) => code === 'Answered' && Math.abs(at - answered.at) < 2_000,
				);
			}),
	);
	return verdicts.length === 0
		? notSeen('No outgoing leg went from Proceeding to Answered beside another one')
		: decided(
				verdicts.every(Boolean),
				`In ${verdicts.filter(Boolean).length} of ${counted(verdicts.length, 'outgoing call')} the other side was answered with it`,
			);
};

/** The caller's leg of a dialled call: on a call that the API makes, the user answers that leg. */
function isDialledLeg({ direction, extensionId, origin }: LegEvent): boolean {
	return direction === 'Outbound' && extensionId !== undefined && origin === 'Call';
}

export const callOutOrder: CallJudge = (evidence) => {
	const made = [...sessionsIn(evidence).values()].filter(([first]) => first?.origin === 'CallOut');
	const orders = made.flatMap((events) => {
		const [own, other] = partiesIn(events);
		const first = own?.[0];
		if (first === undefined) return [];
		if (other === undefined) return [];
		const rangBefore = own?.some(
			(leg) => leg.code === 'Answered' && leg.sequence < (other[0]?.sequence ?? 0),
		);
		return [first.extensionId !== undefined && rangBefore === true];
	});
	return orders.length === 0
		? notSeen('No call that the API made had two legs in one session')
		: decided(
				orders.every(Boolean),
				`${orders.filter(Boolean).length} of ${counted(orders.length, 'made call')} had the own phone answered before the other one rang, in one session`,
			);
};

/** Notifications that came through both subscriptions. */
function inBoth(evidence: CallEvidence): Array<{ all: LegEvent; own: LegEvent }> {
	const own = new Map(
		evidence.legs.filter(({ channel }) => channel === 'own').map((leg) => [keyOf(leg), leg]),
	);
	return evidence.legs
		.filter(({ channel }) => channel === 'all')
		.flatMap((all) => {
			const same = own.get(keyOf(all));
			return same === undefined ? [] : [{ all, own: same }];
		});
}

export const eventUuid: CallJudge = (evidence) => {
	const pairs = inBoth(evidence);
	const same = pairs.filter(({ all, own }) => all.uuid === own.uuid);
	return pairs.length === 0
		? notSeen('No event came through two subscriptions with the same sequence')
		: decided(
				same.length === 0,
				`${counted(pairs.length, 'event')} came through two subscriptions with the same sequence, ${same.length} of them with the same uuid`,
			);
};

export const extensionEvents: CallJudge = (evidence) => {
	const heard = evidence.legs.filter(({ channel }) => channel === 'own');
	const foreign = heard.filter(({ extensionId }) => extensionId !== evidence.ownExtensionId);
	const ownCalls = new Set(heard.map(({ telephonySessionId }) => telephonySessionId));
	const others = evidence.legs.filter(
		({ channel, extensionId, telephonySessionId }) =>
			channel === 'all' &&
			extensionId !== evidence.ownExtensionId &&
			ownCalls.has(telephonySessionId),
	);
	if (foreign.length > 0) {
		return refuted(
			`${foreign.length} of ${counted(heard.length, 'event')} of the extension's subscription were of other legs`,
		);
	}
	return decided(
		others.length > 0 ? true : undefined,
		others.length > 0
			? `${counted(others.length, 'event')} of other legs came for the account and none of them for the extension`
			: 'No event of another leg came for the account to compare with',
	);
};

type Miss = 'callerGaveUp' | 'rangOut' | 'rejected';

/** RingCentral's reasons for each miss, as the nodes read them. */
const MISS_REASONS: Record<Miss, readonly string[]> = {
	callerGaveUp: ['CallerDropped', 'Cancelled'],
	rangOut: ['NoAnswer', 'Timeout', 'Voicemail'],
	rejected: ['CallReplied', 'Rejected', 'TargetBusy'],
};

const MISSED_SCENES: ReadonlyArray<[SceneName, Miss]> = [
	['notAnswered', 'rangOut'],
	['gaveUp', 'callerGaveUp'],
	['declined', 'rejected'],
];

/** The legs of a scene that rang for the signed-in user. */
function ownLegsIn(evidence: CallEvidence, name: SceneName): LegEvent[] {
	return sessionsOf(evidence, name)
		.flat()
		.filter((leg) => isReceivedLeg(leg) && leg.extensionId === evidence.ownExtensionId);
}

export const missReasons: CallJudge = (evidence) => {
	const given = MISSED_SCENES.flatMap(([scene, miss]) =>
		ownLegsIn(evidence, scene).flatMap(({ reason }) =>
			reason === undefined ? [] : [{ scene, reason, fits: MISS_REASONS[miss].includes(reason) }],
		),
	);
	return given.length === 0
		? notSeen('No event of a missed call gave a reason')
		: decided(
				given.every(({ fits }) => fits),
				[...new Set(given.map(({ scene, reason }) => `${wordOf(reason)} in "${scene}"`))].join(
					', ',
				),
			);
};

export const missedCall: CallJudge = (evidence) => {
	const parties = allParties(evidence);
	const marked = parties.filter((events) =>
		events.some(({ party }) => party['missedCall'] === true),
	);
	const taken = marked.filter((events) =>
		events.some((leg) => leg.code === 'Answered' && leg.direction === 'Inbound'),
	);
	if (marked.length === 0) {
		return notSeen('missedCall was false, or absent, on every event; nothing relies on it');
	}
	return decided(
		taken.length === 0,
		`missedCall was true on ${counted(marked.length, 'leg')}, ${taken.length} of which had been answered`,
	);
};

export const missedLeg: CallJudge = (evidence) => {
	const marked = allParties(evidence)
		.flat()
		.filter(({ party }) => party['missedCall'] === true);
	const fitting = marked.filter((leg) => hasEnded(leg) && leg.extensionId !== undefined);
	return marked.length === 0
		? notSeen('missedCall was true on no event')
		: decided(
				fitting.length === marked.length,
				`missedCall was true on ${counted(marked.length, 'event')}, ${fitting.length} of them the end of an extension's leg`,
			);
};

export const notificationOwner: CallJudge = ({ legs, ownExtensionId }) => {
	const others = legs.filter(({ ownerId }) => ownerId !== ownExtensionId);
	return decided(
		legs.length === 0 ? undefined : others.length === 0,
		`ownerId was the signed-in extension on ${legs.length - others.length} of ${counted(legs.length, 'event')}`,
	);
};

export const oneDelivery: CallJudge = ({ legs, ownExtensionId }) => {
	const counts = new Map<string, number>();
	const all = legs.filter(({ channel }) => channel === 'all');
	for (const leg of all) counts.set(keyOf(leg), (counts.get(keyOf(leg)) ?? 0) + 1);
	const matchTwice = all.some(({ extensionId }) => extensionId === ownExtensionId);
	const twice = [...counts.values()].filter((count) => count > 1).length;
	if (twice > 0) return refuted(`${twice} of ${counted(counts.size, 'event')} came more than once`);
	return decided(
		matchTwice ? true : undefined,
		matchTwice
			? `${counted(counts.size, 'event')} came once, also those that two filters match`
			: 'No event came that two filters match',
	);
};

export const ownNumber: CallJudge = (evidence) => {
	const ends = allParties(evidence)
		.flat()
		.flatMap(({ from, to }) => [from, to])
		.filter(
			({ phoneNumber, extensionId }) =>
				isShort(phoneNumber) &&
				extensionId !== undefined &&
				evidence.extensionNumbers.has(extensionId),
		);
	const other = ends.filter(
		({ phoneNumber, extensionId = '' }) =>
			evidence.extensionNumbers.get(extensionId) !== phoneNumber,
	);
	return decided(
		ends.length === 0 ? undefined : other.length === 0,
		`${other.length} of ${counted(ends.length, 'short number')} stood beside another extension than its own`,
	);
};

export const pickUpPeer: CallJudge = (evidence) => {
	const legs = allParties(evidence).flat();
	const gone = legs.filter(({ code, reason }) => code === 'Gone' && reason === 'Pickup');
	const stayed = sessionsOf(evidence, 'park').filter((events) => partiesIn(events).some(isResumed));
	if (stayed.length > 0) return refuted('The parked party went on in its own session');
	if (gone.length === 0) return notSeen('No party was Gone because it was picked up');
	const peers = gone.map(({ party }) => peerIdOf(party));
	const peerEvents = legs.filter(
		({ partyId, extensionId }) => peers.includes(partyId) && extensionId === undefined,
	);
	if (peers.includes(undefined)) return refuted('A picked-up party named no peer');
	return decided(
		peerEvents.length === 0,
		`${counted(gone.length, 'picked-up party')} named a peer, of which ${counted(peerEvents.length, 'event')} came`,
	);
};

/** Whether a leg is answered again after it was parked. */
function isResumed(leg: readonly LegEvent[]): boolean {
	const parked = leg.findIndex(({ code }) => code === 'Parked');
	return parked >= 0 && leg.slice(parked).some(({ code }) => code === 'Answered');
}

function peerIdOf(party: LegEvent['party']): string | undefined {
	const { status } = party;
	if (typeof status !== 'object' || status === null || !('peerId' in status)) return undefined;
	const { peerId } = status;
	if (typeof peerId !== 'object' || peerId === null || !('partyId' in peerId)) return undefined;
	return typeof peerId.partyId === 'string' ? peerId.partyId : undefined;
}

export const queueLegMembers: CallJudge = (evidence) => {
	const ringing = allParties(evidence)
		.flat()
		.filter((leg) => isAgentLeg(leg) && isRinging(leg));
	const having = ringing.filter(({ party }) => 'park' in party || 'muted' in party);
	return decided(
		ringing.length === 0 ? undefined : having.length === 0,
		`${having.length} of ${counted(ringing.length, 'ringing event')} of queue agents had park or muted`,
	);
};

export const queueOtherLegs: CallJudge = (evidence) => {
	const verdicts = [...sessionsIn(evidence).values()].flatMap((events) => {
		const agents = partiesIn(events.filter(isAgentLeg));
		const sentOn = agents.find((leg) => leg.some(({ reason }) => reason === 'BlindTransfer'));
		const others = agents.filter((leg) => leg !== sentOn);
		if (sentOn === undefined || others.length === 0) return [];
		return others.every(
			(leg) => leg.some(hasEnded) && !leg.some(({ code }) => code === 'Answered'),
		);
	});
	return verdicts.length === 0
		? notSeen("No call was sent on from one of several ringing agents' phones")
		: decided(
				verdicts.every(Boolean),
				`In ${verdicts.filter(Boolean).length} of ${counted(verdicts.length, 'call')} the other agents' phones stopped by themselves`,
			);
};

export const refusedReason: CallJudge = (evidence) => {
	const ends = ownLegsIn(evidence, 'declined').filter((leg) => isVoicemail(leg) || hasEnded(leg));
	const reasons = ends.flatMap(({ reason }) => (reason === undefined ? [] : [wordOf(reason)]));
	return ends.length === 0
		? notSeen('No call was declined')
		: decided(
				reasons.length > 0,
				reasons.length > 0
					? `A declined call had ${[...new Set(reasons)].join(', ')}`
					: 'A declined call ended, or went to voicemail, without a reason',
			);
};

function ofOrigin(evidence: CallEvidence, origin: string): Array<readonly LegEvent[]> {
	return [...sessionsIn(evidence).values()].filter((events) =>
		events.some((leg) => leg.origin === origin),
	);
}

export const ringMeOrder: CallJudge = (evidence) => {
	const calls = ofOrigin(evidence, 'RingMe');
	const visitorsFirst = calls.filter(([first]) => first?.extensionId === undefined);
	return decided(
		calls.length === 0 ? undefined : visitorsFirst.length === calls.length,
		calls.length === 0
			? 'No RingMe call'
			: `In ${visitorsFirst.length} of ${counted(calls.length, 'RingMe call')} the visitor's phone rang first`,
	);
};

const FARTHEST_HALF = 4_000;
const NEAREST_HALF = 1_000;

export const ringOutHalves: CallJudge = (evidence) => {
	const sessions = ofOrigin(evidence, 'RingOut');
	const gaps = sessions.flatMap((one, index) =>
		sessions.slice(index + 1).flatMap((other) => {
			const numbers = [one[0]?.sessionNumber, other[0]?.sessionNumber];
			const [first, second] = numbers;
			if (first === undefined || second === undefined || !isAtOnce(one, other)) return [];
			return Math.abs(first - second);
		}),
	);
	const near = gaps.filter((gap) => gap >= NEAREST_HALF && gap <= FARTHEST_HALF);
	if (gaps.length === 0) return notSeen('No RingOut had two sessions');
	return decided(
		near.length > 0,
		`The numbers of two RingOut sessions at a time were ${gaps.join(', ')} apart`,
	);
};

/** Whether two sessions overlapped in time. */
function isAtOnce(one: readonly LegEvent[], other: readonly LegEvent[]): boolean {
	const [oneTimes, otherTimes] = [one, other].map((events) => events.map(({ at }) => at));
	if (oneTimes === undefined || otherTimes === undefined) return false;
	return (
		Math.min(...oneTimes) <= Math.max(...otherTimes) &&
		Math.min(...otherTimes) <= Math.max(...oneTimes)
	);
}

/** The legs of a RingOut from the own phone to an outside phone, in both documented forms. */
const ONE_SESSION = ['Inbound Initiator own', 'Inbound Target outside'];
const TWO_SESSIONS = [
	['Inbound Initiator own', 'Outbound Target outside'],
	['Inbound Target outside', 'Outbound Initiator own'],
];

export const ringOutLegs: CallJudge = (evidence) => {
	if (!evidence.followsAccount) return notSeen('Only the own legs were heard');
	const calls = ofOrigin(evidence, 'RingOut')
		.map((events) =>
			partiesIn(events)
				.flatMap(([first]) => (first === undefined ? [] : [legInWords(first)]))
				.sort(),
		)
		// A cancelled RingOut has the first phone only.
		.filter((legs) => legs.length > 1);
	const known = [ONE_SESSION, ...TWO_SESSIONS].map((legs) => legs.join());
	return decided(
		calls.length === 0 ? undefined : calls.every((legs) => known.includes(legs.join())),
		calls.length === 0
			? 'No RingOut rang both phones'
			: [...new Set(calls.map((legs) => legs.join(' + ')))].join(' and '),
	);
};

function legInWords({ direction, role, extensionId }: LegEvent): string {
	const owner = extensionId === undefined ? 'outside' : 'own';
	return [wordOf(direction ?? '?'), wordOf(role ?? 'without a role'), owner].join(' ');
}

export const ringOutRole: CallJudge = (evidence) => {
	const calls = ofOrigin(evidence, 'RingOut');
	const unnamed = calls.flatMap((events) =>
		partiesIn(events).flatMap((leg, index) => {
			const [first] = leg;
			const isMeant =
				first?.direction === 'Inbound' &&
				first.extensionId !== undefined &&
				first.role === undefined;
			return isMeant ? [index === 0 || first.extensionId === evidence.ownExtensionId] : [];
		}),
	);
	if (unnamed.length === 0) {
		return notSeen(
			calls.length === 0 ? 'No RingOut' : 'Each inbound leg of an extension had a role',
		);
	}
	return decided(
		unnamed.every(Boolean),
		`${unnamed.filter(Boolean).length} of ${counted(unnamed.length, 'leg')} without a role was the initiator's`,
	);
};

export const shortNumbers: CallJudge = (evidence) => {
	const called = allParties(evidence)
		.flat()
		.filter(
			(leg) =>
				isReceivedLeg(leg) &&
				leg.from.extensionId !== undefined &&
				leg.to.phoneNumber?.startsWith('+') === true,
		);
	const short = called.filter(({ from }) => isShort(from.phoneNumber));
	return decided(
		called.length === 0 ? undefined : short.length === called.length,
		called.length === 0
			? 'No colleague dialled a phone number of the account'
			: `The colleague had the short number on ${short.length} of ${counted(called.length, 'event')}`,
	);
};

export const statusFilter: CallJudge = ({ legs }) => {
	const reached = legs.filter((leg) => leg.channel === 'all' && isVoicemail(leg));
	const matched = new Set(legs.filter(({ channel }) => channel === 'voicemail').map(keyOf));
	const missing = reached.filter((leg) => !matched.has(keyOf(leg)));
	return decided(
		reached.length === 0 ? undefined : missing.length === 0,
		reached.length === 0
			? 'No call reached voicemail'
			: `The filter for VoiceMail let ${reached.length - missing.length} of ${counted(reached.length, 'event')} through`,
	);
};

/** The reason expected at the end of the own leg, by scene. */
const END_REASONS: ReadonlyArray<[SceneName, string | undefined]> = [
	['talked', undefined],
	['park', transitions.park.reason],
	['switched', transitions.switchDevice.reason],
	['commandForward', transitions.forward.reason],
	['commandPark', transitions.park.reason],
	['commandParkLocation', transitions.transferToPark.reason],
];

const KNOWN_REASONS = new Set(
	Object.values(transitions).flatMap((way) => ('reason' in way ? [way.reason] : [])),
);

export const statusReasons: CallJudge = (evidence) => {
	const seen = END_REASONS.flatMap(([scene, expected]) =>
		ownEndsIn(evidence, scene).map(({ reason }) => ({ scene, expected, reason })),
	);
	const other = seen.filter(({ expected, reason }) => expected !== reason);
	const unknown = allParties(evidence)
		.flat()
		.filter((leg) => hasEnded(leg) && leg.reason !== undefined && !isKnownReason(leg.reason));
	if (seen.length === 0 && unknown.length === 0) return notSeen('No call ended in a known way');
	const deviations = [
		...other.map(
			({ scene, expected, reason }) =>
				`"${scene}" ended with ${wordOf(reason ?? 'no reason')} instead of ${expected ?? 'no reason'}`,
		),
		...unknown.map(({ reason }) => `${wordOf(reason ?? '')} was not known`),
	];
	return deviations.length === 0
		? decided(true, `${counted(seen.length, 'end')} had the expected reason`)
		: refuted([...new Set(deviations)].join('; '));
};

function isKnownReason(reason: string): boolean {
	return [...KNOWN_REASONS].some((known) => known === reason);
}

/** The end of the user's incoming leg in each session of a scene. */
function ownEndsIn(evidence: CallEvidence, scene: SceneName): LegEvent[] {
	return sessionsOf(evidence, scene).flatMap((events) => {
		const own = events.filter(
			(leg) => leg.extensionId === evidence.ownExtensionId && leg.direction === 'Inbound',
		);
		const end = own.find(hasEnded);
		return end === undefined ? [] : [end];
	});
}

export const supervisingParty: CallJudge = (evidence) => {
	const shown: boolean[] = [];
	let isInside = false;
	for (const events of sessionsIn(evidence).values()) {
		for (const leg of events.filter(({ reason }) => reason === 'Supervising')) {
			const others = events.filter(({ partyId }) => partyId !== leg.partyId);
			if (leg.code === 'Gone') {
				const hasPeer = peerIdOf(leg.party) !== undefined;
				shown.push(hasPeer && others.some((other) => hasSameEnds(other, leg)));
			} else if (others.some(({ code }) => code === 'Answered')) isInside = true;
		}
	}
	if (isInside && shown.length === 0) {
		return refuted('The supervisor was a leg of the supervised session');
	}
	return decided(
		shown.length === 0 ? undefined : shown.every(Boolean),
		shown.length === 0
			? 'Nobody supervised a call'
			: `${shown.filter(Boolean).length} of ${counted(shown.length, 'supervising party')} was Gone with a peer and with the ends of a leg of the session`,
	);
};

function hasSameEnds(one: LegEvent, other: LegEvent): boolean {
	return (
		one.from.phoneNumber === other.from.phoneNumber && one.to.phoneNumber === other.to.phoneNumber
	);
}

export const switchEnds: CallJudge = (evidence) => {
	const verdicts = [...sessionsIn(evidence).values()].flatMap((events) => {
		const left = events.find(({ reason }) => reason === 'CallSwitch');
		if (left === undefined || left.direction !== 'Inbound') return [];
		const next = events.find(
			(leg) =>
				leg.extensionId === left.extensionId &&
				leg.partyId !== left.partyId &&
				leg.code === 'Answered',
		);
		if (next === undefined) return [];
		const ends = [next.from, next.to];
		return [
			next.direction === 'Outbound' &&
				ends.every(({ name, extensionId }) => name === undefined && extensionId === undefined),
		];
	});
	return decided(
		verdicts.length === 0 ? undefined : verdicts.every(Boolean),
		verdicts.length === 0
			? 'No incoming call went on at another phone'
			: `${verdicts.filter(Boolean).length} of ${counted(verdicts.length, 'switched leg')} had the two numbers alone as its ends`,
	);
};

export const voicemailSpelling: CallJudge = (evidence) => {
	const spelled = [
		...new Set(
			allParties(evidence)
				.flat()
				.filter(isVoicemail)
				.map(({ code }) => code),
		),
	];
	return decided(
		spelled.length === 0 ? undefined : spelled.every((code) => code === 'Voicemail'),
		spelled.length === 0 ? 'No call reached voicemail' : `Events wrote ${spelled.join(' and ')}`,
	);
};

/** A word of RingCentral's vocabulary; any other text may be a person's name. */
function wordOf(text: string): string {
	return /^[A-Za-z ?]{1,40}$/.test(text) ? text : 'another text';
}
