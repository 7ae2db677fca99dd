import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { byNumber, idLocator } from '../../descriptions/idLocator';
import { isFields, textOf, type Fields } from '../../calls/events/unknown';
import { extensionPath } from '../../transport/http/extensionPath';
import { apiPath } from '../../transport/http/apiPath';
import { recordsOfPages } from '../../transport/http/recordPages';
import { UNREADABLE, type Refusal } from '../../transport/http/refusal';
import { explain } from '../../transport/http/refusalMessage';
import { extensionIdOrOwn } from '../extensionParameter';
import type { Item } from '../item';
import { momentParameter } from '../momentParameter';
import type { Operation } from '../operation';
import { isoIn, isTimeZone } from '../timeZone';
import {
	closuresOf,
	companyRulesOf,
	hasUnreadableDates,
	openState,
	weeklyHoursOf,
	type Closure,
} from './schedule';

const ACCOUNT = '/restapi/v1.0/account/~';

const hoursOfField: INodeProperties = {
	displayName: 'Hours Of',
	name: 'hoursOf',
	type: 'options',
	options: [
		{ name: 'An Extension', value: 'extension', description: 'A user or a call queue' },
		{ name: 'The Company', value: 'company' },
	],
	default: 'company',
	description: 'Whose business hours to look at',
};

const extensionField = idLocator({
	displayName: 'Extension',
	name: 'extensionId',
	description: 'The user or call queue whose business hours to look at. Leave empty for your own.',
	search: 'searchExtensions',
	listPlaceholder: 'Your own extension',
	...byNumber,
	idPlaceholder: 'e.g. 62909551004',
});

const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'dateTime',
	default: '',
	description:
		'For when to check. Leave empty for now. A time without a time zone is one of the clock at the place of the business hours.',
};

export const check: Operation = {
	name: 'Check',
	value: 'check',
	action: 'Check business hours',
	description:
		'Find out whether the company or an extension is open, now or at another time, and when that changes',
	properties: [
		hoursOfField,
		...updateDisplayOptions({ show: { hoursOf: ['extension'] } }, [extensionField]),
		timeField,
	],
	async execute(item) {
		const hoursOf = item.requiredChoice(hoursOfField, ['extension', 'company']);
		const extensionId =
			hoursOf === 'extension' ? await extensionIdOrOwn(item, extensionField) : undefined;
		const schedule = await scheduleOf(item, extensionId);
		const zone = await timeZoneOf(item, extensionId);
		const { timeZone } = zone;
		const unknownState = { ...UNKNOWN, extensionId: zone.extensionId ?? null };
		if (timeZone === undefined || !isTimeZone(timeZone)) {
			return { ...unknownState, reason: unknownZone(timeZone), timeZone: timeZone ?? null };
		}
		const advice = 'Write it like 2026-12-24T18:00, or leave it empty for now.';
		const at = momentParameter(item, timeField, timeZone, advice) ?? Date.now();
		const checked = { ...unknownState, checkedAt: isoIn(at, timeZone), timeZone };
		const hours = weeklyHoursOf(schedule);
		if (hours === undefined) return { ...checked, reason: UNREADABLE_HOURS };

		const { closures, note } = await holidaysOf(item, extensionId, timeZone, at);
		const { isOpen, changesAt, closure } = openState(hours, closures ?? [], timeZone, at);
		return {
			...checked,
			isOpen,
			reason: reasonOf(isOpen, hours === 'always', closure),
			changesAt: changesAt === undefined ? null : isoIn(changesAt, timeZone),
			holiday: closure?.name ?? null,
			holidays: closures === undefined ? 'notChecked' : 'checked',
			holidaysNote: note ?? null,
		};
	},
};

/** All output fields, in order. */
const UNKNOWN = {
	isOpen: null,
	reason: null,
	changesAt: null,
	checkedAt: null,
	timeZone: null,
	holiday: null,
	holidays: 'notChecked',
	holidaysNote: null,
	extensionId: null,
};

const UNREADABLE_DATES = "RingCentral's rules hold a date that cannot be read";

const UNREADABLE_HOURS = "RingCentral's business hours hold a time that cannot be read";

function unknownZone(timeZone: string | undefined): string {
	return timeZone === undefined
		? 'RingCentral names no time zone'
		: `RingCentral's time zone is not known here: ${timeZone}`;
}

function reasonOf(isOpen: boolean, isAlways: boolean, closure: Closure | undefined): string {
	if (closure !== undefined) return `Closed by the rule '${closure.name ?? 'without a name'}'`;
	if (isAlways) return 'Open around the clock';
	return isOpen ? 'Within the business hours' : 'Outside the business hours';
}

/** RingCentral's schedule, unchecked. */
async function scheduleOf(item: Item, extensionId: string | undefined): Promise<unknown> {
	const path =
		extensionId === undefined
			? `${ACCOUNT}/business-hours`
			: apiPath`/restapi/v1.0/account/~/extension/${extensionId}/business-hours`;
	const body = await item.request(
		{ method: 'GET', path },
		{
			naming: {
				field: extensionId === undefined ? hoursOfField : extensionField,
				advice: 'Choose an extension that has business hours, such as a user or a call queue.',
			},
		},
	);
	// An answer without a schedule would count as always open.
	if (!isFields(body) || !isFields(body.schedule)) {
		throw item.refusalError(UNREADABLE);
	}
	return body.schedule;
}

/** The time zone of the extension, or of the company if the extension has none. */
async function timeZoneOf(
	item: Item,
	extensionId: string | undefined,
): Promise<{ timeZone?: string; extensionId?: string }> {
	if (extensionId !== undefined) {
		const path = extensionPath(extensionId);
		const body = await item.request(
			{ method: 'GET', path },
			{ naming: { field: extensionField, advice: 'Choose an extension from the list.' } },
		);
		const id = isFields(body) ? textOf(body.id) : undefined;
		const own = timeZoneIn(body);
		if (own !== undefined) return { timeZone: own, extensionId: id };
		return { timeZone: await companyTimeZone(item), extensionId: id };
	}
	return { timeZone: await companyTimeZone(item) };
}

async function companyTimeZone(item: Item): Promise<string | undefined> {
	return timeZoneIn(await item.request({ method: 'GET', path: ACCOUNT }));
}

function timeZoneIn(answer: unknown): string | undefined {
	const settings = isFields(answer) ? answer.regionalSettings : undefined;
	const timeZone = isFields(settings) ? settings.timezone : undefined;
	return isFields(timeZone) ? textOf(timeZone.name) : undefined;
}

interface Holidays {
	/** undefined: not known. */
	closures?: Closure[];
	/** The reason why they are not known, or a diversion in force. */
	note?: string;
}

/** Holidays are rules apart from the hours. If they cannot be read, the hours still come out. */
async function holidaysOf(
	item: Item,
	extensionId: string | undefined,
	timeZone: string,
	at: number,
): Promise<Holidays> {
	if (extensionId === undefined) return await companyHolidays(item, timeZone, at);
	const path = apiPath`/restapi/v1.0/account/~/extension/${extensionId}/answering-rule`;
	const query = { type: 'Custom', view: 'Detailed', enabledOnly: true };
	const listed = await listedRules(item, path, query);
	if ('reason' in listed) {
		return { note: `RingCentral does not show the rules of this extension: ${listed.reason}` };
	}
	return hasUnreadableDates(listed.rules, timeZone)
		? { note: UNREADABLE_DATES }
		: { closures: closuresOf(listed.rules, timeZone) };
}

/** The list of the company's rules has no times, so each rule is read separately. */
async function companyHolidays(item: Item, timeZone: string, at: number): Promise<Holidays> {
	const path = `${ACCOUNT}/answering-rule`;
	const listed = await listedRules(item, path, { type: 'Custom' });
	if ('reason' in listed) return { note: hiddenRules(listed.reason) };
	const ids = listed.rules
		.filter(({ enabled }) => enabled !== false)
		.flatMap(({ id }) => textOf(id) ?? []);
	const answers = await Promise.all(
		ids.map(async (id) => await item.send({ method: 'GET', path: `${path}${apiPath`/${id}`}` })),
	);
	const refused = answers.find((answer) => answer.isRefused);
	if (refused?.isRefused) return { note: hiddenRules(reasonOfRefusal(refused.refusal)) };
	const rules = answers.flatMap((answer) =>
		!answer.isRefused && isFields(answer.body) ? [answer.body] : [],
	);
	if (hasUnreadableDates(rules, timeZone)) return { note: UNREADABLE_DATES };
	const { closures, diversions } = companyRulesOf(rules, timeZone);
	const inForce = diversions.find(({ from, to }) => at >= from && at < to);
	return {
		closures,
		...(inForce && {
			note: `The rule '${inForce.name ?? 'without a name'}' sends calls elsewhere at this time, which does not count as closed`,
		}),
	};
}

function hiddenRules(reason: string): string {
	return `RingCentral does not show the rules of the company: ${reason}`;
}

function reasonOfRefusal(refusal: Refusal): string {
	return refusal.message ?? explain(refusal).message;
}

async function listedRules(
	item: Item,
	path: string,
	query: IDataObject,
): Promise<{ rules: Fields[] } | { reason: string }> {
	let reason: string | undefined;
	const rules = await recordsOfPages(async (page): Promise<unknown> => {
		const answer = await item.send({ method: 'GET', path, query: { ...page, ...query } });
		if (!answer.isRefused) return answer.body;
		reason = reasonOfRefusal(answer.refusal);
		return { records: [] };
	}, Number.POSITIVE_INFINITY);
	return reason === undefined ? { rules } : { reason };
}
