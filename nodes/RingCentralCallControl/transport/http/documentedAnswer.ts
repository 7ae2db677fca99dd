import type { IHttpRequestMethods } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';

/** A request, as far as its documented answer depends on it. */
interface Asked {
	method: IHttpRequestMethods;
	path: string;
	isFile?: boolean;
}

interface Answered {
	statusCode: number;
	headers: Fields;
	/** Parsed where it was JSON; a stream where a file was asked for. */
	body: unknown;
}

/**
 * Where an answer comes from, and whether it can be read.
 *
 * - `documented`: its body is the one that RingCentral documents.
 * - `unknown`: RingCentral answered, with a body that is not documented. A command was accepted.
 * - `unreadable`: RingCentral answered a question for a list, and no list can be read from it. That
 *   is no empty list.
 * - `foreign`: nothing shows that RingCentral answered.
 */
export type AnswerKind = 'documented' | 'unknown' | 'unreadable' | 'foreign';

type DocumentedBody = (body: Fields) => boolean;

const holdsRecords: DocumentedBody = ({ records }) => Array.isArray(records);

const holdsPresence: DocumentedBody = (body) =>
	[body.presenceStatus, body.telephonyStatus, body.userStatus].some(
		(status) => textOf(status) !== undefined,
	);

/** Answers to questions for a list, by the path: https://developers.ringcentral.com/api-reference */
const LISTS: ReadonlyArray<{ path: RegExp; isDocumented: DocumentedBody }> = [
	{ path: /\/extension\/[^/]+\/presence$/, isDocumented: holdsPresence },
	{
		path: /\/account\/[^/]+\/(answering-rule|call-log|call-monitoring-groups|call-queues|extension|presence)$/,
		isDocumented: holdsRecords,
	},
	{
		path: /\/extension\/[^/]+\/(answering-rule|call-flip-numbers|call-log|device|forwarding-number|message-store)$/,
		isDocumented: holdsRecords,
	},
	{ path: /\/(directory\/entries|subscription)$/, isDocumented: holdsRecords },
];

export function kindOfAnswer(asked: Asked, answered: Answered): AnswerKind {
	if (isDocumented(asked, answered)) return 'documented';
	if (!hasRingCentralHeaders(answered.headers)) return 'foreign';
	return listAsked(asked) === undefined ? 'unknown' : 'unreadable';
}

/** RingCentral puts them on each of its answers; a proxy or a guest network has no reason to. */
export function hasRingCentralHeaders(headers: Fields): boolean {
	return [headers.rcrequestid, headers['x-rate-limit-group']].some(
		(value) => textOf(value) !== undefined,
	);
}

function isDocumented(asked: Asked, { statusCode, headers, body }: Answered): boolean {
	const { method, path, isFile = false } = asked;
	if (isFile) return textOf(headers['content-type'])?.startsWith('audio/') ?? false;
	if (statusCode === 204) return method !== 'GET';
	if (!isFields(body)) return isEmpty(body) && method === 'POST' && path.endsWith('/flip');
	const list = listAsked(asked);
	if (list) return list.isDocumented(body);
	return (
		textOf(body.id) !== undefined ||
		(isFields(body.session) && textOf(body.session.id) !== undefined) ||
		(textOf(body.uri) !== undefined && textOf(body.ws_access_token) !== undefined) ||
		Array.isArray(body.parties) ||
		holdsPresence(body) ||
		holdsRecords(body)
	);
}

function listAsked({ method, path }: Asked): (typeof LISTS)[number] | undefined {
	return method === 'GET' ? LISTS.find((list) => list.path.test(path)) : undefined;
}

function isEmpty(body: unknown): boolean {
	return body === undefined || body === '';
}
