import type { IHttpRequestMethods } from 'n8n-workflow';

import { isFields, textOf, type Fields } from '../../calls/events/unknown';

/** The parts of a request that determine its documented answer. */
interface SentRequest {
	method: IHttpRequestMethods;
	path: string;
	isFile?: boolean;
}

interface ReceivedAnswer {
	statusCode: number;
	headers: Fields;
	/** Parsed if it was JSON; a stream for a requested file. */
	body: unknown;
}

/**
 * The origin of an answer, and whether it can be read.
 *
 * - `documented`: the body is documented by RingCentral.
 * - `unknown`: RingCentral answered with an undocumented body. A command was accepted; from a request to
 *   read, some fields may be known.
 * - `unreadable`: RingCentral answered a request to read without any field, or without the requested list,
 *   which is not an empty list.
 * - `foreign`: no sign that RingCentral answered.
 */
export type AnswerKind = 'documented' | 'unknown' | 'unreadable' | 'foreign';

type DocumentedBody = (body: Fields) => boolean;

const holdsRecords: DocumentedBody = ({ records }) => Array.isArray(records);

const holdsPresence: DocumentedBody = (body) =>
	[body.presenceStatus, body.telephonyStatus, body.userStatus].some(
		(status) => textOf(status) !== undefined,
	);

/** Documented answers to requests for a list, by path: https://developers.ringcentral.com/api-reference */
const LISTS: ReadonlyArray<{ path: RegExp; isDocumented: DocumentedBody }> = [
	{ path: /\/extension\/[^/]+\/presence$/, isDocumented: holdsPresence },
	{
		path: /\/account\/[^/]+\/(answering-rule|call-log|call-queues|call-queues\/[^/]+\/presence|extension|presence)$/,
		isDocumented: holdsRecords,
	},
	{
		path: /\/extension\/[^/]+\/(answering-rule|call-log|device|forwarding-number|message-store|phone-number)$/,
		isDocumented: holdsRecords,
	},
	{ path: /\/(dictionary\/country|subscription)$/, isDocumented: holdsRecords },
];

export function kindOfAnswer(request: SentRequest, answer: ReceivedAnswer): AnswerKind {
	if (isDocumented(request, answer)) return 'documented';
	if (!hasRingCentralHeaders(answer.headers)) return 'foreign';
	if (request.method !== 'GET') return 'unknown';
	const isReadable = request.isFile === true ? isOfAnyType(answer) : hasAnyField(answer);
	return isReadable && requestedList(request) === undefined ? 'unknown' : 'unreadable';
}

/** RingCentral adds these headers to each answer; a proxy or a guest network has no reason to. */
export function hasRingCentralHeaders(headers: Fields): boolean {
	return [headers.rcrequestid, headers['x-rate-limit-group']].some(
		(value) => textOf(value) !== undefined,
	);
}

function isDocumented(
	request: SentRequest,
	{ statusCode, headers, body }: ReceivedAnswer,
): boolean {
	const { method, path, isFile = false } = request;
	if (isFile) return contentType(headers).startsWith('audio/');
	if (statusCode === 204) return method !== 'GET';
	if (!isFields(body)) return isEmpty(body) && method === 'POST' && path.endsWith('/flip');
	const list = requestedList(request);
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

function hasAnyField({ body }: ReceivedAnswer): boolean {
	return isFields(body) && Object.keys(body).length > 0;
}

/** Whether the answer is a file whose type is not stated. */
function isOfAnyType({ headers }: ReceivedAnswer): boolean {
	return /^(|(application|binary)\/octet-stream)$/.test(contentType(headers));
}

/** In lower case, without parameters; empty if the answer does not state it. */
function contentType(headers: Fields): string {
	const [type = ''] = (textOf(headers['content-type']) ?? '').split(';');
	return type.trim().toLowerCase();
}

function requestedList({ method, path }: SentRequest): (typeof LISTS)[number] | undefined {
	return method === 'GET' ? LISTS.find((list) => list.path.test(path)) : undefined;
}

function isEmpty(body: unknown): boolean {
	return body === undefined || body === '';
}
