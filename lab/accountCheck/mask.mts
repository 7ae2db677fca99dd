import { isFields, type Fields } from './values.mts';

/** The account's own IDs: the mask puts the simulator's in their place, so that a capture fits it. */
export interface OwnIds {
	accountId?: string;
	extensionId?: string;
}

const SIMULATED_ACCOUNT = '37439510';
const SIMULATED_USER = '37439511';

/** Members with values from RingCentral's own vocabulary. */
const WORDS = new Set([
	'code',
	'conferenceRole',
	'direction',
	'dndStatus',
	'meetingStatus',
	'presenceStatus',
	'reason',
	'ringMeRole',
	'ringOutRole',
	'telephonyStatus',
	'terminationType',
	'type',
	'userStatus',
]);
const WORD = /^[A-Za-z]{1,40}$/;

const TIMES = new Set(['creationTime', 'eventTime', 'startTime', 'timestamp']);
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)$/;

const IDS = new Set([
	'accountId',
	'brandId',
	'deviceId',
	'extensionId',
	'id',
	'ownerId',
	'partyId',
	'serverId',
	'sessionId',
	'subscriptionId',
	'telephonySessionId',
	'uuid',
]);

/** `from` and `to` are numbers in presence, objects elsewhere. */
const NUMBERS = new Set(['extensionNumber', 'from', 'parkData', 'phoneNumber', 'to']);

const NAMES = new Set(['fromName', 'name', 'toName', 'value']);

const COUNTS = new Set(['sequence', 'totalActiveCalls']);

const MEMBER = /^[A-Za-z][A-Za-z\d_]{0,39}$/;

const EVENT_PATH =
	/^\/restapi\/v1\.0\/account\/([^/?]+)(?:\/extension\/([^/?]+))?\/(telephony\/sessions|presence)(?:\?(.*))?$/s;
const FLAGS = ['detailedTelephonyState', 'sipData'];

/** Two sessions of one RingOut have numbers close to each other: up to this distance it is kept. */
const FARTHEST_SESSION = 100_000;

/**
 * Replaces all that identifies a person, a phone or an account in a notification: IDs, numbers and names,
 * each always by the same replacement, and any text outside RingCentral's known vocabulary. RingCentral's own
 * words, times, counts and booleans stay.
 */
export class Mask {
	readonly #replacements = new Map<string, string>();
	readonly #counts = new Map<string, number>();
	readonly #own: OwnIds;
	/** Numbers of sessions, and their replacements. */
	readonly #sessions: Array<{ number: number; masked: number }> = [];

	constructor(own: OwnIds = {}) {
		this.#own = own;
	}

	/** A copy of the notification, or of any part of one. */
	notification(value: unknown): unknown {
		return isFields(value) ? this.#fields(value) : this.#value('', value);
	}

	#fields(fields: Fields): Fields {
		return Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [
				MEMBER.test(name) ? name : this.#again('member', name, (count) => `member${count}`),
				this.#value(name, value),
			]),
		);
	}

	#value(name: string, value: unknown): unknown {
		if (Array.isArray(value)) return value.map((entry: unknown) => this.#value(name, entry));
		if (isFields(value)) return this.#fields(value);
		if (typeof value === 'number') return this.#number(name, value);
		return typeof value === 'string' ? this.#text(name, value) : value;
	}

	#number(name: string, value: number): number {
		if (COUNTS.has(name)) return value;
		return IDS.has(name) ? Number(this.#id(name, String(value))) : 0;
	}

	#text(name: string, value: string): string {
		if (value === '') return value;
		if (IDS.has(name)) return this.#id(name, value);
		if (NUMBERS.has(name)) return this.#phoneNumber(value);
		if (NAMES.has(name)) return this.#name(value);
		if (WORDS.has(name) && WORD.test(value)) return value;
		if (TIMES.has(name) && TIME.test(value)) return value;
		if (name === 'event') return this.#event(value);
		return this.#again('text', value, (count) => `text-${count}`);
	}

	/** A leg keeps its number and still belongs to its session. */
	#id(name: string, value: string): string {
		const [, stem, party] = /^[sp]-(.+?)(?:-(\d{1,3}))?$/s.exec(value) ?? [];
		if (stem !== undefined && value.startsWith('p-') && party !== undefined) {
			return `p-${this.#stem(stem)}-${party}`;
		}
		if (value.startsWith('s-')) return `s-${this.#stem(value.slice(2))}`;
		if (value.startsWith('*')) return this.#phoneNumber(value);
		if (!/^\d+$/.test(value)) return this.#again('id', value, (count) => `id-${count}`);
		if (name === 'sessionId') return this.#sessionNumber(Number(value));
		if (value === this.#own.accountId && value !== this.#own.extensionId) return SIMULATED_ACCOUNT;
		if (value === this.#own.extensionId) {
			return name === 'accountId' ? SIMULATED_ACCOUNT : SIMULATED_USER;
		}
		return this.#again('number', value, (count) => String(900_000_000 + count));
	}

	#stem(stem: string): string {
		return this.#again('call', stem, (count) => `call${String(count).padStart(4, '0')}`);
	}

	/** RingCentral's older ID of a session, a number; a conference has 0. */
	#sessionNumber(number: number): string {
		if (number === 0) return '0';
		const near = this.#sessions.find(
			(known) => Math.abs(known.number - number) <= FARTHEST_SESSION,
		);
		if (near) return String(near.masked + number - near.number);
		const masked = 700_000_000_000 + this.#sessions.length * 10 * FARTHEST_SESSION;
		this.#sessions.push({ number, masked });
		return String(masked);
	}

	/** Phone numbers become American fictitious ones (555-01xx); short numbers and park orbits keep their form. */
	#phoneNumber(value: string): string {
		if (/^\*\d+$/.test(value)) return this.#again('orbit', value, (count) => `*${800 + count}`);
		if (/^\d{1,8}$/.test(value)) return this.#again('short', value, (count) => `${1000 + count}`);
		const digits = value.replace(/\D/g, '');
		if (!/^\+?[\d\s().-]+$/.test(value) || digits.length < 7) {
			return this.#again('text', value, (count) => `text-${count}`);
		}
		const masked = this.#again('phone', digits, (count) => {
			const line = String(count % 100).padStart(2, '0');
			return `1${201 + Math.floor(count / 100)}55501${line}`;
		});
		return value.startsWith('+') ? `+${masked}` : masked;
	}

	/** RingCentral puts a queue's name before the caller's name or number. */
	#name(value: string): string {
		return value
			.split(' - ')
			.map((part) => {
				if (part === '') return part;
				if (/^\+?[\d\s().-]{7,}$/.test(part)) return this.#phoneNumber(part);
				return this.#again('name', part, (count) => `Name ${count}`);
			})
			.join(' - ');
	}

	#event(value: string): string {
		const [, account, extension, resource, query = ''] = EVENT_PATH.exec(value) ?? [];
		if (account === undefined || resource === undefined) {
			return this.#again('text', value, (count) => `text-${count}`);
		}
		const owner = extension === undefined ? '' : `/extension/${this.#id('extensionId', extension)}`;
		const flags = query
			.split('&')
			.filter((flag) => FLAGS.some((name) => flag === `${name}=true`))
			.join('&');
		const path = `/restapi/v1.0/account/${this.#id('accountId', account)}${owner}/${resource}`;
		return flags === '' ? path : `${path}?${flags}`;
	}

	#again(kind: string, value: string, replacement: (count: number) => string): string {
		const key = `${kind} ${value}`;
		const known = this.#replacements.get(key);
		if (known !== undefined) return known;
		const count = (this.#counts.get(kind) ?? 0) + 1;
		this.#counts.set(kind, count);
		const made = replacement(count);
		this.#replacements.set(key, made);
		return made;
	}
}
