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

interface Told {
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
function told(code: string, { party = {}, ...more }: Told = {}): LegEvent[] {
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
		[told('Proceeding'), told('Answered', { party: device })],
	],
	['ANSWERED-DEVICE', 'refuted', 'not named when answered', [told('Proceeding'), told('Answered')]],
	['ANSWERED-DEVICE', 'refuted', 'named while it rings', [told('Proceeding', { party: device })]],
	['ANSWERED-DEVICE', 'not seen', 'never answered', [told('Proceeding')]],
	[
		'CALLER-PROCEEDING',
		'confirmed',
		'the other side answers',
		[
			told('Proceeding', { party: ownOutgoing }),
			told('Answered', { party: callee }),
			told('Answered', { party: ownOutgoing }),
		],
	],
	[
		'CALLER-PROCEEDING',
		'refuted',
		'the other side still rings',
		[
			told('Proceeding', { party: ownOutgoing }),
			told('Proceeding', { party: callee }),
			told('Answered', { party: ownOutgoing }),
		],
	],
	[
		'CALLER-PROCEEDING',
		'not seen',
		'only own legs are heard',
		[told('Proceeding', { party: ownOutgoing }), told('Answered', { party: ownOutgoing })],
		{ followsAccount: false },
	],
	[
		'CALL-OUT-ORDER',
		'confirmed',
		'the own phone is answered first',
		[
			told('Proceeding', { origin: 'CallOut', party: ownOutgoing }),
			told('Answered', { origin: 'CallOut', party: ownOutgoing }),
			told('Proceeding', { origin: 'CallOut', party: callee }),
		],
	],
	[
		'CALL-OUT-ORDER',
		'refuted',
		'both ring at once',
		[
			told('Proceeding', { origin: 'CallOut', party: ownOutgoing }),
			told('Proceeding', { origin: 'CallOut', party: callee }),
			told('Answered', { origin: 'CallOut', party: ownOutgoing }),
		],
	],
	[
		'EVENT-UUID',
		'confirmed',
		'another uuid',
		[
			told('Setup', { sequence: 2, uuid: 'a' }),
			told('Setup', { sequence: 2, uuid: 'b', channel: 'own' }),
		],
	],
	[
		'EVENT-UUID',
		'refuted',
		'the same uuid',
		[
			told('Setup', { sequence: 2, uuid: 'a' }),
			told('Setup', { sequence: 2, uuid: 'a', channel: 'own' }),
		],
	],
	[
		'EVENT-UUID',
		'not seen',
		'another sequence',
		[told('Setup', { sequence: 2 }), told('Setup', { sequence: 3, channel: 'own' })],
	],
	[
		'EXTENSION-EVENTS',
		'confirmed',
		'own legs only',
		[told('Setup', { party: caller }), told('Setup', { channel: 'own' })],
	],
	[
		'EXTENSION-EVENTS',
		'refuted',
		'the caller too',
		[told('Setup', { party: caller }), told('Setup', { party: caller, channel: 'own' })],
	],
	['EXTENSION-EVENTS', 'not seen', 'nothing to compare with', [told('Setup', { channel: 'own' })]],
	[
		'MISS-REASONS',
		'confirmed',
		'a fitting reason',
		[told('Disconnected', { party: withReason('Disconnected', 'NoAnswer') })],
		{ scene: 'notAnswered' },
	],
	[
		'MISS-REASONS',
		'refuted',
		'the reason of something else',
		[told('Disconnected', { party: withReason('Disconnected', 'Rejected') })],
		{ scene: 'gaveUp' },
	],
	[
		'MISS-REASONS',
		'not seen',
		'a reason in a call that nobody was asked for',
		[told('Disconnected', { party: withReason('Disconnected', 'Rejected') })],
	],
	[
		'MISSED-CALL',
		'confirmed',
		'on a missed call',
		[told('Disconnected', { party: { missedCall: true } })],
	],
	[
		'MISSED-CALL',
		'refuted',
		'on an answered call',
		[told('Answered'), told('Disconnected', { party: { missedCall: true } })],
	],
	['MISSED-CALL', 'not seen', 'on no call', [told('Disconnected')]],
	[
		'MISSED-LEG',
		'confirmed',
		'at the end',
		[told('Disconnected', { party: { missedCall: true } })],
	],
	[
		'MISSED-LEG',
		'refuted',
		'while it rings',
		[told('Proceeding', { party: { missedCall: true } })],
	],
	['NOTIFICATION-OWNER', 'confirmed', 'the own extension', [told('Setup')]],
	['NOTIFICATION-OWNER', 'refuted', 'somebody else', [told('Setup', { ownerId: '999' })]],
	['NOTIFICATION-OWNER', 'not seen', 'without an event', []],
	['ONE-DELIVERY', 'confirmed', 'once', [told('Setup')]],
	[
		'ONE-DELIVERY',
		'refuted',
		'twice',
		[told('Setup', { sequence: 2 }), told('Setup', { sequence: 2 })],
	],
	[
		'ONE-DELIVERY',
		'not seen',
		'nothing that two filters match',
		[told('Setup', { party: caller })],
	],
	[
		'OWN-NUMBER',
		'confirmed',
		'its own number',
		[told('Setup', { party: { from: { phoneNumber: '102', extensionId: COLLEAGUE } } })],
	],
	[
		'OWN-NUMBER',
		'refuted',
		'the number of another',
		[told('Setup', { party: { from: { phoneNumber: '101', extensionId: COLLEAGUE } } })],
	],
	['OWN-NUMBER', 'not seen', 'no short number', [told('Setup')]],
	[
		'PICKUP-PEER',
		'confirmed',
		'a peer without events',
		[told('Gone', { party: withReason('Gone', 'Pickup', parkedPeer) })],
	],
	[
		'PICKUP-PEER',
		'refuted',
		'events of the peer',
		[
			told('Gone', { party: withReason('Gone', 'Pickup', parkedPeer) }),
			told('Answered', { session: 's-9', party: { id: 'p-9-2', extensionId: undefined } }),
		],
	],
	['PICKUP-PEER', 'refuted', 'no peer', [told('Gone', { party: withReason('Gone', 'Pickup') })]],
	[
		'PICKUP-PEER',
		'refuted',
		'goes on where it was parked',
		[told('Parked', { party: caller }), told('Answered', { party: caller })],
		{ scene: 'park' },
	],
	['QUEUE-LEG-MEMBERS', 'confirmed', 'neither', [told('Proceeding', { party: agent(3) })]],
	[
		'QUEUE-LEG-MEMBERS',
		'refuted',
		'one of them',
		[told('Proceeding', { party: { ...agent(3), park: {} } })],
	],
	[
		'QUEUE-OTHER-LEGS',
		'confirmed',
		'the others stop',
		[
			told('Proceeding', { party: agent(3) }),
			told('Proceeding', { party: agent(4) }),
			told('Disconnected', {
				party: { ...agent(3), ...withReason('Disconnected', 'BlindTransfer') },
			}),
			told('Disconnected', { party: agent(4) }),
		],
	],
	[
		'QUEUE-OTHER-LEGS',
		'refuted',
		'another answers',
		[
			told('Proceeding', { party: agent(3) }),
			told('Proceeding', { party: agent(4) }),
			told('Disconnected', {
				party: { ...agent(3), ...withReason('Disconnected', 'BlindTransfer') },
			}),
			told('Answered', { party: agent(4) }),
		],
	],
	[
		'REFUSED-REASON',
		'confirmed',
		'a reason',
		[told('Voicemail', { party: withReason('Voicemail', 'Rejected') })],
		{ scene: 'declined' },
	],
	['REFUSED-REASON', 'refuted', 'none', [told('Voicemail')], { scene: 'declined' }],
	[
		'RINGME-ORDER',
		'confirmed',
		'the visitor first',
		[told('Proceeding', { origin: 'RingMe', party: callee })],
	],
	['RINGME-ORDER', 'refuted', 'the user first', [told('Proceeding', { origin: 'RingMe' })]],
	[
		'RINGOUT-HALVES',
		'confirmed',
		'near one another',
		[
			told('Proceeding', { origin: 'RingOut', sessionNumber: '5000', at: 1 }),
			told('Proceeding', { origin: 'RingOut', session: 's-2', sessionNumber: '7000', at: 2 }),
			told('Answered', { origin: 'RingOut', sessionNumber: '5000', at: 3 }),
		],
	],
	[
		'RINGOUT-HALVES',
		'refuted',
		'far apart',
		[
			told('Proceeding', { origin: 'RingOut', sessionNumber: '5000', at: 1 }),
			told('Proceeding', { origin: 'RingOut', session: 's-2', sessionNumber: '97000', at: 2 }),
			told('Answered', { origin: 'RingOut', sessionNumber: '5000', at: 3 }),
		],
	],
	[
		'RINGOUT-HALVES',
		'not seen',
		'one after the other',
		[
			told('Proceeding', { origin: 'RingOut', sessionNumber: '5000', at: 1 }),
			told('Proceeding', { origin: 'RingOut', session: 's-2', sessionNumber: '7000', at: 2 }),
		],
	],
	[
		'RINGOUT-LEGS',
		'confirmed',
		'one session',
		[
			told('Proceeding', { origin: 'RingOut', party: initiator }),
			told('Proceeding', { origin: 'RingOut', party: target }),
		],
	],
	[
		'RINGOUT-LEGS',
		'refuted',
		'a leg without a role',
		[
			told('Proceeding', { origin: 'RingOut', party: initiator }),
			told('Proceeding', { origin: 'RingOut', party: { ...target, ringOutRole: undefined } }),
		],
	],
	[
		'RINGOUT-LEGS',
		'not seen',
		'cancelled',
		[told('Proceeding', { origin: 'RingOut', party: initiator })],
	],
	['RINGOUT-ROLE', 'confirmed', "the user's own leg", [told('Proceeding', { origin: 'RingOut' })]],
	[
		'RINGOUT-ROLE',
		'refuted',
		"a colleague's leg",
		[
			told('Proceeding', { origin: 'RingOut', party: initiator }),
			told('Proceeding', { origin: 'RingOut', party: { extensionId: COLLEAGUE } }),
		],
	],
	[
		'RINGOUT-ROLE',
		'not seen',
		'roles everywhere',
		[told('Proceeding', { origin: 'RingOut', party: initiator })],
	],
	[
		'SHORT-NUMBERS',
		'confirmed',
		'short',
		[told('Setup', { party: { from: { phoneNumber: '102', extensionId: COLLEAGUE } } })],
	],
	[
		'SHORT-NUMBERS',
		'refuted',
		'a phone number',
		[told('Setup', { party: { from: { phoneNumber: '+14155550102', extensionId: COLLEAGUE } } })],
	],
	['SHORT-NUMBERS', 'not seen', 'a call from outside', [told('Setup')]],
	[
		'STATUS-FILTER',
		'confirmed',
		'let through',
		[told('Voicemail', { sequence: 5 }), told('Voicemail', { sequence: 5, channel: 'voicemail' })],
	],
	['STATUS-FILTER', 'refuted', 'held back', [told('Voicemail')]],
	[
		'STATUS-REASONS',
		'confirmed',
		'an ordinary end',
		[told('Answered'), told('Disconnected')],
		{ scene: 'talked' },
	],
	[
		'STATUS-REASONS',
		'refuted',
		'a reason for an ordinary end',
		[told('Answered'), told('Disconnected', { party: withReason('Disconnected', 'CallFinished') })],
		{ scene: 'talked' },
	],
	[
		'STATUS-REASONS',
		'refuted',
		'a reason that is in no list of ours',
		[told('Disconnected', { party: withReason('Disconnected', 'CallFinished') })],
	],
	[
		'SUPERVISING-PARTY',
		'confirmed',
		'Gone, with the ends of the leg',
		[
			told('Answered'),
			told('Gone', { party: { id: 'p-1-3', ...withReason('Gone', 'Supervising', parkedPeer) } }),
		],
	],
	[
		'SUPERVISING-PARTY',
		'refuted',
		'other ends',
		[
			told('Answered'),
			told('Gone', {
				party: { id: 'p-1-3', from: {}, to: {}, ...withReason('Gone', 'Supervising', parkedPeer) },
			}),
		],
	],
	[
		'SUPERVISING-PARTY',
		'refuted',
		'a leg of the session',
		[
			told('Answered'),
			told('Answered', { party: { id: 'p-1-3', ...withReason('Answered', 'Supervising') } }),
		],
	],
	[
		'SWITCH-ENDS',
		'confirmed',
		'numbers only',
		[
			told('Answered'),
			told('Answered', {
				party: {
					id: 'p-1-3',
					direction: 'Outbound',
					from: { phoneNumber: OWN_PHONE },
					to: { phoneNumber: MOBILE },
				},
			}),
			told('Disconnected', { party: withReason('Disconnected', 'CallSwitch') }),
		],
	],
	[
		'SWITCH-ENDS',
		'refuted',
		'a name as well',
		[
			told('Answered'),
			told('Answered', {
				party: {
					id: 'p-1-3',
					direction: 'Outbound',
					from: { name: 'Reception' },
					to: { phoneNumber: MOBILE },
				},
			}),
			told('Disconnected', { party: withReason('Disconnected', 'CallSwitch') }),
		],
	],
	['VOICEMAIL-SPELLING', 'confirmed', 'Voicemail', [told('Voicemail')]],
	['VOICEMAIL-SPELLING', 'refuted', 'VoiceMail', [told('VoiceMail')]],
	['VOICEMAIL-SPELLING', 'not seen', 'no voicemail', [told('Answered')]],
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
