import fc from 'fast-check';

import { captureOf } from '../../../lab/accountCheck/accountCheck.mts';
import { Mask } from '../../../lab/accountCheck/mask.mts';

const OWN = { accountId: '809646016', extensionId: '979428016' };

/** A notification with these texts in all places for names and numbers of people. */
function notificationWith(name: string, number: string) {
	return {
		uuid: '1325857800756744565',
		event: `/restapi/v1.0/account/809646016/extension/979428016/telephony/sessions`,
		timestamp: '2026-06-23T01:17:14.398Z',
		subscriptionId: '2461434a-276a-4073-bd26-34089effbad5',
		ownerId: '979428016',
		body: {
			sequence: 2,
			sessionId: '429182360016',
			telephonySessionId: 's-f9badb80011344259059d6894a30ace2',
			serverId: '10.13.20.241.TAM',
			eventTime: '2026-06-23T01:17:14.330Z',
			parties: [
				{
					accountId: '809646016',
					extensionId: '979428016',
					id: 'p-f9badb80011344259059d6894a30ace2-1',
					direction: 'Inbound',
					from: { phoneNumber: number, name: `Sales - ${name}`, extensionId: name },
					to: { phoneNumber: name, name: number, deviceId: name },
					status: {
						code: 'Setup',
						parkData: number,
						rcc: false,
						mobilePickupData: { ccMailboxes: [name], to: number, sid: number },
					},
					uiCallInfo: {
						primary: { type: 'QueueName', value: name },
						additional: { value: number },
					},
					park: { id: name },
					sipData: { remoteUri: `sip:${number}@${name}`, toTag: name },
					missedCall: false,
					recordings: [{ id: number, active: true }],
					somethingNew: [{ name, [`key ${name}`]: number, text: name }],
				},
			],
			activeCalls: [{ from: number, fromName: name, to: name, toName: number, id: name }],
			message: name,
			origin: { type: 'Call' },
		},
	};
}

/** All texts in a value, names of members among them. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

function masked(notification: unknown): unknown {
	const [capture]: unknown[] = JSON.parse(captureOf([notification], OWN));
	return capture;
}

const nameLike = fc.oneof(
	fc.string({ minLength: 4, unit: 'grapheme' }),
	fc.string({ minLength: 4, unit: 'binary' }),
	fc.constantFrom(
		'Zoë Zimmermann-Zipp',
		's-zzzz-9',
		'p-zzzz-9',
		'*zzzz',
		'" } ], "zzzz',
		'zzzz | zzzz',
		'/restapi/v1.0/account/zzzz/presence',
		'zzzz - zzzz - zzzz',
	),
);

const numberLike = fc.oneof(
	fc.stringMatching(/^\+[3-9]\d{9,13}$/),
	fc.stringMatching(/^[2-9]\d{9,13}$/),
	fc.stringMatching(/^\+[3-9]\d \(\d{3}\) \d{3}-\d{4}$/),
	fc.stringMatching(/^\*[2-7]\d{3}$/),
	fc.stringMatching(/^[2-6]\d{3,7}$/),
);

/** The texts of a masked notification without personal data. */
const harmless = textsIn(masked(notificationWith('neutral', '+49302270')));

describe('a mask', () => {
	it('lets no name and no number through, in any form', () => {
		fc.assert(
			fc.property(nameLike, numberLike, (name, number) => {
				const digits = number.replace(/\D/g, '');
				fc.pre(!harmless.some((text) => text.includes(name) || text.includes(digits)));
				const texts = textsIn(masked(notificationWith(name, number)));

				expect(texts.filter((text) => text.includes(name))).toEqual([]);
				expect(texts.filter((text) => text.includes(number))).toEqual([]);
				expect(texts.filter((text) => text.includes(digits))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	it('lets no ID through', () => {
		const text = JSON.stringify(masked(notificationWith('neutral', '+49302270')));

		for (const id of [
			...['809646016', '979428016', '429182360016', '1325857800756744565'],
			...['f9badb80011344259059d6894a30ace2', '2461434a', '10.13.20.241', '210759647016'],
		]) {
			expect(text).not.toContain(id);
		}
	});

	it('keeps the fields that show the way of a call', () => {
		expect(masked(notificationWith('neutral', '+49302270'))).toMatchObject({
			event: '/restapi/v1.0/account/37439510/extension/37439511/telephony/sessions',
			timestamp: '2026-06-23T01:17:14.398Z',
			ownerId: '37439511',
			body: {
				sequence: 2,
				telephonySessionId: 's-call0001',
				eventTime: '2026-06-23T01:17:14.330Z',
				parties: [
					{
						id: 'p-call0001-1',
						extensionId: '37439511',
						direction: 'Inbound',
						status: { code: 'Setup', rcc: false },
						missedCall: false,
					},
				],
				origin: { type: 'Call' },
			},
		});
	});

	it('replaces the same text by the same mask, and different texts by different masks', () => {
		const mask = new Mask(OWN);
		const first = { phoneNumber: '+4930227001', name: 'One', extensionId: '1' };
		const second = { phoneNumber: '+4930227002', name: 'Two', extensionId: '2' };
		const [one, two, again] = [first, second, first].map((end) => mask.notification(end));

		expect(again).toEqual(one);
		expect(textsIn(two).filter((text) => textsIn(one).includes(text))).toEqual(Object.keys(first));
	});

	it('keeps short numbers short and orbits orbits, and a number the same with and without a plus', () => {
		const mask = new Mask();
		const numbers = ['4711', '*877', '+4930227001', '4930227001'].map(
			(phoneNumber) => Object(mask.notification({ phoneNumber })).phoneNumber,
		);

		expect(numbers[0]).toMatch(/^\d{1,8}$/);
		expect(numbers[1]).toMatch(/^\*8\d\d$/);
		expect(numbers[2]).toMatch(/^\+1\d{3}55501\d\d$/);
		expect(numbers[2]).toBe(`+${numbers[3]}`);
	});

	it('keeps how far the sessions of one RingOut are apart', () => {
		const mask = new Mask();
		const [one, other] = ['1160265701016', '1160265703016'].map((sessionId) =>
			Number(Object(mask.notification({ sessionId })).sessionId),
		);

		expect(Number(other) - Number(one)).toBe(2000);
	});

	it('distinguishes an account from its first extension, which has the same ID', () => {
		const mask = new Mask({ accountId: '5', extensionId: '5' });

		expect(mask.notification({ accountId: '5', extensionId: '5' })).toEqual({
			accountId: '37439510',
			extensionId: '37439511',
		});
	});
});
