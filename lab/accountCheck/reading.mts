import { counted, decided, notSeen, type Finding } from './finding.mts';
import { JWT_GRANT, inShort, type Answer } from './platformClient.mts';
import type { AccountFacts, Run } from './run.mts';
import { fieldsOf, isFields, listOf, textOf, type Fields } from './values.mts';

const ACCOUNT = '/restapi/v1.0/account/~';
export const EXTENSION = `${ACCOUNT}/extension/~`;

/** The sign-in failed; the message has RingCentral's answer. */
export class SignInRefused extends Error {}

/**
 * Signs in, and checks the answer.
 *
 * @throws SignInRefused
 */
export async function checkSignIn(run: Run): Promise<void> {
	const { client, results } = run;
	const answer = await client.signIn();
	if (answer.status !== 200) {
		throw new SignInRefused(
			`RingCentral did not let the check in (${inShort(answer)}). Check the client ID, the client secret, that the JWT is allowed for this app, and the server.`,
		);
	}
	const { scope, expires_in, refresh_token_expires_in } = fieldsOf(answer.body);
	const names = (textOf(scope) ?? '').split(' ').filter((name) => /^[A-Za-z]{2,40}$/.test(name));
	results.observed('Permissions in the sign-in', names.join(', ') || 'none');
	results.observed('Life of an access token', secondsOf(expires_in));
	results.observed(
		'Life of a refresh token',
		client.canRefresh ? secondsOf(refresh_token_expires_in) : 'none was issued',
	);
	observeLimit(run, answer);
	results.found('SOCKET-PERMISSION', permissionFinding(names));
}

function secondsOf(value: unknown): string {
	return typeof value === 'number' ? `${value} s` : 'not said';
}

function permissionFinding(names: readonly string[]): Finding {
	const named = names.filter((name) => /WebSocket/i.test(name));
	return decided(
		named.length === 0 ? undefined : named.includes('WebSocketsSubscription'),
		named.length === 0
			? 'The sign-in names no permission for WebSockets'
			: `The sign-in calls it ${named.join(' and ')}`,
	);
}

/** Records the limit of a rate group from the headers of an answer, once for each group. */
function observeLimit({ results }: Run, { headers }: Answer): void {
	const group = headers['x-rate-limit-group'];
	if (group === undefined || !/^[A-Za-z-]{1,20}$/.test(group)) return;
	const subject = `Request limit of the group ${group.toLowerCase()}`;
	if (results.observations.some((known) => known.subject === subject)) return;
	const limit = Number(headers['x-rate-limit-limit']);
	const window = Number(headers['x-rate-limit-window']);
	results.observed(subject, `${limit} in ${window} s`);
}

/** Reads the same resources as the nodes, permission by permission. */
export async function readAccount(run: Run): Promise<AccountFacts> {
	const own = await look(run, 'Own extension (ReadAccounts)', EXTENSION);
	const { id, account, contact } = fieldsOf(own.body);
	const facts: AccountFacts = {
		accountId: textOf(fieldsOf(account)['id']),
		extensionId: textOf(id) ?? '',
		extensionNumbers: new Map(),
		directNumber: textOf(fieldsOf(contact)['businessPhone']),
	};
	const devices = await look(run, 'Phones (ReadAccounts)', `${EXTENSION}/device`);
	for (const { id: deviceId, status } of recordsOf(devices)) {
		if (status === 'Online') facts.onlineDeviceId ??= textOf(deviceId);
		else facts.offlineDeviceId ??= textOf(deviceId);
	}
	const numbers = await look(
		run,
		'Numbers to flip to (ReadAccounts)',
		`${EXTENSION}/forwarding-number`,
	);
	facts.flipNumber = recordsOf(numbers)
		.map(({ flipNumber }) => textOf(flipNumber))
		.find((digit) => digit !== undefined);
	await readExtensions(run, facts);
	await look(run, 'Own presence (ReadPresence)', `${EXTENSION}/presence`, {
		detailedTelephonyState: 'true',
	});
	await look(run, 'Business hours of the company (ReadAccounts)', `${ACCOUNT}/business-hours`);
	await readQueues(run);
	await checkParkPresence(run, facts);
	await readCallLog(run);
	return facts;
}

async function look(
	run: Run,
	subject: string,
	path: string,
	query?: Record<string, string>,
): Promise<Answer> {
	const answer = await run.client.get(path, query);
	const { records } = fieldsOf(answer.body);
	const count = Array.isArray(records)
		? `, ${counted(records.length, 'entry').replace('entrys', 'entries')}`
		: '';
	run.results.observed(subject, `${inShort(answer)}${answer.status === 200 ? count : ''}`);
	observeLimit(run, answer);
	return answer;
}

function recordsOf({ body }: Answer): Fields[] {
	return listOf(fieldsOf(body)['records']).filter(isFields);
}

async function readExtensions(run: Run, facts: AccountFacts): Promise<void> {
	const answer = await look(run, 'Extensions (ReadAccounts)', `${ACCOUNT}/extension`, {
		perPage: '1000',
	});
	for (const { id, extensionNumber, type } of recordsOf(answer)) {
		const extensionId = textOf(id);
		const number = textOf(extensionNumber);
		if (extensionId === undefined) continue;
		if (number !== undefined) facts.extensionNumbers.set(extensionId, number);
		if (type === 'ParkLocation') facts.parkLocationId ??= extensionId;
	}
}

/** Reads the presence of a call queue, to which RingCentral refuses subscriptions. */
async function readQueues(run: Run): Promise<void> {
	const answer = await look(run, 'Call queues (ReadAccounts)', `${ACCOUNT}/call-queues`);
	const queueId = textOf(recordsOf(answer)[0]?.['id']);
	if (queueId === undefined) {
		run.results.found('PRESENCE-REFUSAL', notSeen('No call queue could be read'));
		return;
	}
	const presence = await run.client.get(`${ACCOUNT}/extension/${queueId}/presence`);
	const isRefused = presence.status === 403;
	run.results.found(
		'PRESENCE-REFUSAL',
		decided(
			isRefused ? /^SUB-40\d$|^CMN-40[18]$/.test(presence.errorCode ?? '') : undefined,
			`Reading the presence of a call queue: ${inShort(presence)}`,
		),
	);
}

async function checkParkPresence(run: Run, { parkLocationId }: AccountFacts): Promise<void> {
	const all = await look(run, 'Presence of the account (ReadPresence)', `${ACCOUNT}/presence`, {
		perPage: '1000',
	});
	if (parkLocationId === undefined) {
		run.results.found('PARK-PRESENCE', notSeen('The account has no park location'));
		return;
	}
	const one = await run.client.get(`${ACCOUNT}/extension/${parkLocationId}/presence`);
	const isAmongAll = recordsOf(all).some(
		({ extension }) => textOf(fieldsOf(extension)['id']) === parkLocationId,
	);
	run.results.found(
		'PARK-PRESENCE',
		decided(
			all.status === 200 && one.status !== 0 ? one.status === 200 && !isAmongAll : undefined,
			`By its address: ${inShort(one)}; among those of the account: ${isAmongAll ? 'yes' : 'no'}`,
		),
	);
}

async function readCallLog(run: Run): Promise<void> {
	const answer = await look(run, 'Call log (ReadCallLog)', `${EXTENSION}/call-log`, {
		view: 'Detailed',
		perPage: '25',
	});
	const records = recordsOf(answer);
	const over = records
		.filter(({ result }) => result !== undefined && result !== 'In Progress')
		.map(({ telephonySessionId }) => textOf(telephonySessionId))
		.find((id) => id !== undefined);
	if (over !== undefined) await checkEndedCall(run, over);
	else run.results.found('CALL-OVER-404', notSeen('The call log named no call that is over'));
	checkMediaHost(run, records);
}

/** Requests a call that is over. */
export async function checkEndedCall(run: Run, telephonySessionId: string): Promise<void> {
	const answer = await run.client.get(
		`${ACCOUNT}/telephony/sessions/${encodeURIComponent(telephonySessionId)}`,
	);
	run.results.found(
		'CALL-OVER-404',
		decided(
			isInconclusive(answer)
				? undefined
				: answer.status === 404 && /^(CMN-102|CMN-120|TAS-\d+)$/.test(answer.errorCode ?? ''),
			`Asking for a call that is over: ${inShort(answer)}`,
		),
	);
}

function checkMediaHost({ client, results }: Run, records: readonly Fields[]): void {
	if (!client.server.endsWith('.ringcentral.biz')) {
		results.found('MEDIA-HOST', notSeen('The account is not one of AT&T Office@Hand or Verizon'));
		return;
	}
	const address = records
		.map(({ recording }) => textOf(fieldsOf(recording)['contentUri']))
		.find((uri) => uri !== undefined);
	const host = address === undefined ? undefined : URL.parse(address)?.hostname;
	results.found(
		'MEDIA-HOST',
		decided(
			host === undefined ? undefined : host === 'media.ringcentral.biz',
			host === undefined
				? 'The call log has no recording'
				: `Recordings are at ${host.endsWith('.ringcentral.com') || host.endsWith('.ringcentral.biz') ? host : 'another host'}`,
		),
	);
}

/** Sends requests that RingCentral can only refuse. */
export async function checkRefusals({ client, results }: Run): Promise<void> {
	const body = await client.request({
		method: 'POST',
		path: '/restapi/v1.0/subscription',
		contentType: 'image/png',
		body: 'no subscription',
	});
	results.found(
		'BODY-REFUSALS',
		decided(
			isInconclusive(body) ? undefined : body.status === 415 && body.errorCode === 'CMN-104',
			`A picture as body: ${inShort(body)}; a failure inside RingCentral cannot be made`,
		),
	);
	const jwt = await client.token({ grant_type: JWT_GRANT, assertion: madeUpJwt() });
	results.found(
		'JWT-REFUSALS',
		decided(
			isInconclusive(jwt) ? undefined : fieldsOf(jwt.body)['error'] === 'invalid_grant',
			`A JWT that nobody has issued: ${inShort(jwt)}; one of another app was not tried`,
		),
	);
}

/** Whether an answer is about a permission, a limit or a failure, and so proves no assumption. */
function isInconclusive({ status }: Answer): boolean {
	return status === 0 || status === 403 || status === 429 || status >= 500;
}

/** A text in the form of a JWT, without meaning. */
function madeUpJwt(): string {
	const parts = [{ alg: 'RS256', typ: 'JWT' }, { sub: '1' }, { signature: 'none' }];
	return parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}
