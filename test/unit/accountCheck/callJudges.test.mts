import fc from 'fast-check';

import {
	ASSUMPTIONS,
	ASSUMPTION_IDS,
	type AssumptionId,
} from '../../../lab/accountCheck/assumptions.mts';
import { legsOf, type Channel, type LegEvent } from '../../../lab/accountCheck/callEvents.mts';
import type { CallEvidence } from '../../../lab/accountCheck/callJudges.mts';
import type { Finding } from '../../../lab/accountCheck/finding.mts';
import type { SceneName } from '../../../lab/accountCheck/scenes.mts';

const OWN = '101101';
const COLLEAGUE = '102102';
const MOBILE = '+14155550123';
const OWN_PHONE = '+14155550101';

interface LegOptions {
	channel?: Channel;
	session?: string;
	sessionNumber?: string;
	sequence?: number;
	uuid?: string;
	ownerId?: string;
	origin?: string;
	at?: number;
	party?: object;
}

let lastSequence = 1;

/** A leg of the signed-in user's incoming call, changed by the second argument. */
function legEvent(code: string, { party = {}, ...more }: LegOptions = {}): LegEvent[] {
	lastSequence += 1;
	const { channel = 'all', session = 's-1', sequence = lastSequence, at = sequence } = more;
	return legsOf({
		channel,
		at,
		notification: {
			uuid: more.uuid ?? String(sequence),
			ownerId: more.ownerId ?? OWN,
			body: {
				sequence,
				telephonySessionId: session,
				sessionId: more.sessionNumber ?? '1',
				origin: { type: more.origin ?? 'Call' },
				parties: [
					{
						id: 'p-1-2',
						extensionId: OWN,
						direction: 'Inbound',
						from: { phoneNumber: MOBILE },
						to: { phoneNumber: OWN_PHONE, extensionId: OWN },
						status: { code },
						missedCall: false,
						...party,
					},
				],
			},
		},
	});
}

const caller = { id: 'p-1-1', direction: 'Outbound', extensionId: undefined };
const ownOutgoing = { id: 'p-1-1', direction: 'Outbound', from: { extensionId: OWN } };
const callee = { extensionId: undefined };
const agent = (number: number) => ({
	id: `p-1-${number}`,
	extensionId: String(number),
	queueCall: true,
	to: { extensionId: '200' },
});
const withReason = (code: string, reason: string, more: object = {}) => ({
	status: { code, reason, ...more },
});

function judge(
	id: AssumptionId,
	legs: LegEvent[][],
	{ scene, ...more }: Partial<CallEvidence> & { scene?: SceneName } = {},
): Finding {
	const check = ASSUMPTIONS[id];
	if (!('judge' in check) || check.judge === undefined) throw new Error(`${id} has no judge`);
	return check.judge({
		ownExtensionId: OWN,
		followsAccount: true,
		legs: legs.flat(),
		extensionNumbers: new Map([
			[OWN, '101'],
			[COLLEAGUE, '102'],
		]),
		scenes: new Map(scene === undefined ? [] : [[scene, new Set(['s-1'])]]),
		...more,
	});
}

const device = { to: { extensionId: OWN, phoneNumber: OWN_PHONE, deviceId: '9' } };
const inboundRingOut = (id: string, more: object = {}) => ({ id, ...more });
const initiator = inboundRingOut('p-1-1', { ringOutRole: 'Initiator' });
const target = inboundRingOut('p-1-2', { ringOutRole: 'Target', extensionId: undefined });
const parkedPeer = { peerId: { partyId: 'p-9-2' } };

/** Assumption, expected verdict, title, legs, and further evidence. */
const cases: Array<
	[AssumptionId, Finding['verdict'], string, LegEvent[][], Parameters<typeof judge>[2]?]
> = [
	[
		'ANSWERED-DEVICE',
		'confirmed',
		'named when answered',
		[legEvent('Proceeding'), legEvent('Answered', { party: device })],
	],
	[
		'ANSWERED-DEVICE',
		'refuted',
		'not named when answered',
		[legEvent('Proceeding'), legEvent('Answered')],
	],
	[
		'ANSWERED-DEVICE',
		'refuted',
		'named while it rings',
		[legEvent('Proceeding', { party: device })],
	],
	['ANSWERED-DEVICE', 'not seen', 'never answered', [legEvent('Proceeding')]],
	[
		'CALLER-PROCEEDING',
		'confirmed',
		'the other side answers',
		[
			legEvent('Proceeding', { party: ownOutgoing }),
			legEvent('Answered', { party: callee }),
			legEvent('Answered', { party: ownOutgoing }),
		],
	],
	[
		'CALLER-PROCEEDING',
		'refuted',
		'the other side still rings',
		[
			legEvent('Proceeding', { party: ownOutgoing }),
			legEvent('Proceeding', { party: callee }),
			legEvent('Answered', { party: ownOutgoing }),
		],
	],
	[
		'CALLER-PROCEEDING',
		'not seen',
		'only own legs are heard',
		[legEvent('Proceeding', { party: ownOutgoing }), legEvent('Answered', { party: ownOutgoing })],
		{ followsAccount: false },
	],
	[
		'CALL-OUT-ORDER',
		'confirmed',
		'the own phone is answered first',
		[
			legEvent('Proceeding', { origin: 'CallOut', party: ownOutgoing }),
			legEvent('Answered', { origin: 'CallOut', party: ownOutgoing }),
			legEvent('Proceeding', { origin: 'CallOut', party: callee }),
		],
	],
	[
		'CALL-OUT-ORDER',
		'refuted',
		'both ring at once',
		[
			legEvent('Proceeding', { origin: 'CallOut', party: ownOutgoing }),
			legEvent('Proceeding', { origin: 'CallOut', party: callee }),
			legEvent('Answered', { origin: 'CallOut', party: ownOutgoing }),
		],
	],
	[
		'EVENT-UUID',
		'confirmed',
		'another uuid',
		[
			legEvent('Setup', { sequence: 2, uuid: 'a' }),
			legEvent('Setup', { sequence: 2, uuid: 'b', channel: 'own' }),
		],
	],
	[
		'EVENT-UUID',
		'refuted',
		'the same uuid',
		[
			legEvent('Setup', { sequence: 2, uuid: 'a' }),
			legEvent('Setup', { sequence: 2, uuid: 'a', channel: 'own' }),
		],
	],
	[
		'EVENT-UUID',
		'not seen',
		'another sequence',
		[legEvent('Setup', { sequence: 2 }), legEvent('Setup', { sequence: 3, channel: 'own' })],
	],
	[
		'EXTENSION-EVENTS',
		'confirmed',
		'own legs only',
		[legEvent('Setup', { party: caller }), legEvent('Setup', { channel: 'own' })],
	],
	[
		'EXTENSION-EVENTS',
		'refuted',
		'the caller too',
		[legEvent('Setup', { party: caller }), legEvent('Setup', { party: caller, channel: 'own' })],
	],
	[
		'EXTENSION-EVENTS',
		'not seen',
		'nothing to compare with',
		[legEvent('Setup', { channel: 'own' })],
	],
	[
		'MISS-REASONS',
		'confirmed',
		'a fitting reason',
		[legEvent('Disconnected', { party: withReason('Disconnected', 'NoAnswer') })],
		{ scene: 'notAnswered' },
	],
	[
		'MISS-REASONS',
		'refuted',
		'the reason of something else',
		[legEvent('Disconnected', { party: withReason('Disconnected', 'Rejected') })],
		{ scene: 'gaveUp' },
	],
	[
		'MISS-REASONS',
		'not seen',
		'a reason in a call that nobody was asked for',
		[legEvent('Disconnected', { party: withReason('Disconnected', 'Rejected') })],
	],
	[
		'MISSED-CALL',
		'confirmed',
		'on a missed call',
		[legEvent('Disconnected', { party: { missedCall: true } })],
	],
	[
		'MISSED-CALL',
		'refuted',
		'on an answered call',
		[legEvent('Answered'), legEvent('Disconnected', { party: { missedCall: true } })],
	],
	['MISSED-CALL', 'not seen', 'on no call', [legEvent('Disconnected')]],
	[
		'MISSED-LEG',
		'confirmed',
		'at the end',
		[legEvent('Disconnected', { party: { missedCall: true } })],
	],
	[
		'MISSED-LEG',
		'refuted',
		'while it rings',
		[legEvent('Proceeding', { party: { missedCall: true } })],
	],
	['NOTIFICATION-OWNER', 'confirmed', 'the own extension', [legEvent('Setup')]],
	['NOTIFICATION-OWNER', 'refuted', 'somebody else', [legEvent('Setup', { ownerId: '999' })]],
	['NOTIFICATION-OWNER', 'not seen', 'without an event', []],
	['ONE-DELIVERY', 'confirmed', 'once', [legEvent('Setup')]],
	[
		'ONE-DELIVERY',
		'refuted',
		'twice',
		[legEvent('Setup', { sequence: 2 }), legEvent('Setup', { sequence: 2 })],
	],
	[
		'ONE-DELIVERY',
		'not seen',
		'nothing that two filters match',
		[legEvent('Setup', { party: caller })],
	],
	[
		'OWN-NUMBER',
		'confirmed',
		'its own number',
		[legEvent('Setup', { party: { from: { phoneNumber: '102', extensionId: COLLEAGUE } } })],
	],
	[
		'OWN-NUMBER',
		'refuted',
		'the number of another',
		[legEvent('Setup', { party: { from: { phoneNumber: '101', extensionId: COLLEAGUE } } })],
	],
	['OWN-NUMBER', 'not seen', 'no short number', [legEvent('Setup')]],
	[
		'PICKUP-PEER',
		'confirmed',
		'a peer without events',
		[legEvent('Gone', { party: withReason('Gone', 'Pickup', parkedPeer) })],
	],
	[
		'PICKUP-PEER',
		'refuted',
		'events of the peer',
		[
			legEvent('Gone', { party: withReason('Gone', 'Pickup', parkedPeer) }),
			legEvent('Answered', { session: 's-9', party: { id: 'p-9-2', extensionId: undefined } }),
		],
	],
	[
		'PICKUP-PEER',
		'refuted',
		'no peer',
		[legEvent('Gone', { party: withReason('Gone', 'Pickup') })],
	],
	[
		'PICKUP-PEER',
		'refuted',
		'goes on where it was parked',
		[legEvent('Parked', { party: caller }), legEvent('Answered', { party: caller })],
		{ scene: 'park' },
	],
	['QUEUE-LEG-MEMBERS', 'confirmed', 'neither', [legEvent('Proceeding', { party: agent(3) })]],
	[
		'QUEUE-LEG-MEMBERS',
		'refuted',
		'one of them',
		[legEvent('Proceeding', { party: { ...agent(3), park: {} } })],
	],
	[
		'QUEUE-OTHER-LEGS',
		'confirmed',
		'the others stop',
		[
			legEvent('Proceeding', { party: agent(3) }),
			legEvent('Proceeding', { party: agent(4) }),
			legEvent('Disconnected', {
				party: { ...agent(3), ...withReason('Disconnected', 'BlindTransfer') },
			}),
			legEvent('Disconnected', { party: agent(4) }),
		],
	],
	[
		'QUEUE-OTHER-LEGS',
		'refuted',
		'another answers',
		[
			legEvent('Proceeding', { party: agent(3) }),
			legEvent('Proceeding', { party: agent(4) }),
			legEvent('Disconnected', {
				party: { ...agent(3), ...withReason('Disconnected', 'BlindTransfer') },
			}),
			legEvent('Answered', { party: agent(4) }),
		],
	],
	[
		'REFUSED-REASON',
		'confirmed',
		'a reason',
		[legEvent('Voicemail', { party: withReason('Voicemail', 'Rejected') })],
		{ scene: 'declined' },
	],
	['REFUSED-REASON', 'refuted', 'none', [legEvent('Voicemail')], { scene: 'declined' }],
	[
		'RINGME-ORDER',
		'confirmed',
		'the visitor first',
		[legEvent('Proceeding', { origin: 'RingMe', party: callee })],
	],
	['RINGME-ORDER', 'refuted', 'the user first', [legEvent('Proceeding', { origin: 'RingMe' })]],
	[
		'RINGOUT-HALVES',
		'confirmed',
		'near one another',
		[
			legEvent('Proceeding', { origin: 'RingOut', sessionNumber: '5000', at: 1 }),
			legEvent('Proceeding', { origin: 'RingOut', session: 's-2', sessionNumber: '7000', at: 2 }),
			legEvent('Answered', { origin: 'RingOut', sessionNumber: '5000', at: 3 }),
		],
	],
	[
		'RINGOUT-HALVES',
		'refuted',
		'far apart',
		[
			legEvent('Proceeding', { origin: 'RingOut', sessionNumber: '5000', at: 1 }),
			legEvent('Proceeding', { origin: 'RingOut', session: 's-2', sessionNumber: '97000', at: 2 }),
			legEvent('Answered', { origin: 'RingOut', sessionNumber: '5000', at: 3 }),
		],
	],
	[
		'RINGOUT-HALVES',
		'not seen',
		'one after the other',
		[
			legEvent('Proceeding', { origin: 'RingOut', sessionNumber: '5000', at: 1 }),
			legEvent('Proceeding', { origin: 'RingOut', session: 's-2', sessionNumber: '7000', at: 2 }),
		],
	],
	[
		'RINGOUT-LEGS',
		'confirmed',
		'one session',
		[
			legEvent('Proceeding', { origin: 'RingOut', party: initiator }),
			legEvent('Proceeding', { origin: 'RingOut', party: target }),
		],
	],
	[
		'RINGOUT-LEGS',
		'refuted',
		'a leg without a role',
		[
			legEvent('Proceeding', { origin: 'RingOut', party: initiator }),
			legEvent('Proceeding', { origin: 'RingOut', party: { ...target, ringOutRole: undefined } }),
		],
	],
	[
		'RINGOUT-LEGS',
		'not seen',
		'cancelled',
		[legEvent('Proceeding', { origin: 'RingOut', party: initiator })],
	],
	[
		'RINGOUT-ROLE',
		'confirmed',
		"the user's own leg",
		[legEvent('Proceeding', { origin: 'RingOut' })],
	],
	[
		'RINGOUT-ROLE',
		'refuted',
		"a colleague's leg",
		[
			legEvent('Proceeding', { origin: 'RingOut', party: initiator }),
			legEvent('Proceeding', { origin: 'RingOut', party: { extensionId: COLLEAGUE } }),
		],
	],
	[
		'RINGOUT-ROLE',
		'not seen',
		'roles everywhere',
		[legEvent('Proceeding', { origin: 'RingOut', party: initiator })],
	],
	[
		'SHORT-NUMBERS',
		'confirmed',
		'short',
		[legEvent('Setup', { party: { from: { phoneNumber: '102', extensionId: COLLEAGUE } } })],
	],
	[
		'SHORT-NUMBERS',
		'refuted',
		'a phone number',
		[
			legEvent('Setup', {
				party: { from: { phoneNumber: '+14155550102', extensionId: COLLEAGUE } },
			}),
		],
	],
	['SHORT-NUMBERS', 'not seen', 'a call from outside', [legEvent('Setup')]],
	[
		'STATUS-FILTER',
		'confirmed',
		'let through',
		[
			legEvent('Voicemail', { sequence: 5 }),
			legEvent('Voicemail', { sequence: 5, channel: 'voicemail' }),
		],
	],
	['STATUS-FILTER', 'refuted', 'held back', [legEvent('Voicemail')]],
	[
		'STATUS-REASONS',
		'confirmed',
		'an ordinary end',
		[legEvent('Answered'), legEvent('Disconnected')],
		{ scene: 'talked' },
	],
	[
		'STATUS-REASONS',
		'refuted',
		'a reason for an ordinary end',
		[
			legEvent('Answered'),
			legEvent('Disconnected', { party: withReason('Disconnected', 'CallFinished') }),
		],
		{ scene: 'talked' },
	],
	[
		'STATUS-REASONS',
		'refuted',
		'a reason that is in no list of ours',
		[legEvent('Disconnected', { party: withReason('Disconnected', 'CallFinished') })],
	],
	[
		'SUPERVISING-PARTY',
		'confirmed',
		'Gone, with the ends of the leg',
		[
			legEvent('Answered'),
			legEvent('Gone', {
				party: { id: 'p-1-3', ...withReason('Gone', 'Supervising', parkedPeer) },
			}),
		],
	],
	[
		'SUPERVISING-PARTY',
		'refuted',
		'other ends',
		[
			legEvent('Answered'),
			legEvent('Gone', {
				party: { id: 'p-1-3', from: {}, to: {}, ...withReason('Gone', 'Supervising', parkedPeer) },
			}),
		],
	],
	[
		'SUPERVISING-PARTY',
		'refuted',
		'a leg of the session',
		[
			legEvent('Answered'),
			legEvent('Answered', { party: { id: 'p-1-3', ...withReason('Answered', 'Supervising') } }),
		],
	],
	[
		'SWITCH-ENDS',
		'confirmed',
		'numbers only',
		[
			legEvent('Answered'),
			legEvent('Answered', {
				party: {
					id: 'p-1-3',
					direction: 'Outbound',
					from: { phoneNumber: OWN_PHONE },
					to: { phoneNumber: MOBILE },
				},
			}),
			legEvent('Disconnected', { party: withReason('Disconnected', 'CallSwitch') }),
		],
	],
	[
		'SWITCH-ENDS',
		'refuted',
		'a name as well',
		[
			legEvent('Answered'),
			legEvent('Answered', {
				party: {
					id: 'p-1-3',
					direction: 'Outbound',
					from: { name: 'Reception' },
					to: { phoneNumber: MOBILE },
				},
			}),
			legEvent('Disconnected', { party: withReason('Disconnected', 'CallSwitch') }),
		],
	],
	['VOICEMAIL-SPELLING', 'confirmed', 'Voicemail', [legEvent('Voicemail')]],
	['VOICEMAIL-SPELLING', 'refuted', 'VoiceMail', [legEvent('VoiceMail')]],
	['VOICEMAIL-SPELLING', 'not seen', 'no voicemail', [legEvent('Answered')]],
];

describe('the verdict from calls', () => {
	const named = cases.map(([id, verdict, what, legs, more]) => ({ id, verdict, what, legs, more }));

	it.each(named)('$id is $verdict: $what', ({ id, verdict, legs, more }) => {
		expect(judge(id, legs, more)).toMatchObject({ verdict });
	});

	const judged = ASSUMPTION_IDS.filter((id) => {
		const check = ASSUMPTIONS[id];
		return 'judge' in check && check.judge !== undefined;
	});

	it('each assumption can be confirmed and refuted', () => {
		for (const verdict of ['confirmed', 'refuted']) {
			const shown = cases.filter(([, seen]) => seen === verdict).map(([id]) => id);
			expect(judged.filter((id) => !shown.includes(id))).toEqual([]);
		}
	});

	it.each(judged)('%s is not seen without notifications', (id) => {
		expect(judge(id, [])).toMatchObject({ verdict: 'not seen' });
	});

	it('no verdict contains a name or a number', () => {
		const nasty = fc.stringMatching(/^[a-z]{3}[\d|*<"]{3,9}$/);
		fc.assert(
			fc.property(nasty, fc.constantFrom(...cases), (text, [id, , , legs, more]) => {
				const renamed = legs.map((events) =>
					events.map((leg) => ({
						...leg,
						reason: leg.reason && text,
						origin: leg.origin && text,
						uuid: text,
						from: { ...leg.from, name: text, phoneNumber: leg.from.phoneNumber && text },
						to: { ...leg.to, name: text, phoneNumber: leg.to.phoneNumber && text },
						role: leg.role && text,
					})),
				);

				for (const legsToJudge of [renamed, legs]) {
					expect(judge(id, legsToJudge, more).evidence).not.toContain(text);
				}
			}),
		);
	});
});
