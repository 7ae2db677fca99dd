import {
	addressOf,
	EventConnection,
	invitation,
	statusOf,
	type Frame,
} from './eventConnection.mts';
import { confirmed, decided, notSeen } from './finding.mts';
import { inShort, refusalOf } from './platformClient.mts';
import { EXTENSION } from './reading.mts';
import type { Run } from './run.mts';
import { fieldsOf, isFields, listOf, textOf } from './values.mts';

export const SUBSCRIPTION = '/restapi/v1.0/subscription';

/** A subscription over the connection that carries the request. */
export function onWebSocket(eventFilters: readonly string[]) {
	return { eventFilters, deliveryMode: { transportType: 'WebSocket' } };
}

/**
 * Opens a connection, and resumes the session of a token if one is given.
 *
 * @returns undefined when RingCentral refuses
 */
export async function connect(
	run: Run,
	sessionToken?: string,
	notified?: ConstructorParameters<typeof EventConnection>[1],
): Promise<{ connection: EventConnection; greeting: Frame } | undefined> {
	const invited = await invitation(run.client, run.secrets);
	if (invited === undefined) return undefined;
	const connection = new EventConnection(addressOf(invited, sessionToken), notified);
	const greeting = await connection.greeting();
	run.secrets.add(connection.sessionToken);
	if (greeting !== undefined) return { connection, greeting };
	connection.cut();
	return undefined;
}

/** Checks how connections are opened, resumed and refused, and closes all of them. */
export async function checkConnections(run: Run): Promise<void> {
	const { results } = run;
	const first = await connect(run);
	if (first === undefined || first.greeting.meta['type'] !== 'ConnectionDetails') {
		results.observed('WebSocket', 'could not be opened');
		return;
	}
	let { connection } = first;
	try {
		observeDetails(run, first.greeting);
		await checkSubscription(run, connection);
		connection =
			(await resumeAfter(run, connection, 'a cut', async () => connection.cut())) ?? connection;
		if (run.client.canRefresh) {
			connection =
				(await resumeAfter(run, connection, 'a cut and a refresh of the token', async () => {
					connection.cut();
					results.observed('Refresh of the token', inShort(await run.client.refresh()));
				})) ?? connection;
		}
		const state = await checkProperClose(run, connection);
		connection = state ?? connection;
		await checkUnreadable(run, connection);
	} finally {
		connection.cut();
	}
}

function observeDetails({ results }: Run, { body }: Frame): void {
	const details = fieldsOf(body);
	for (const name of ['recoveryTimeout', 'recoveryBufferSize', 'idleTimeout', 'absoluteTimeout']) {
		const value = details[name];
		if (typeof value === 'number') results.observed(`WebSocket ${name}`, String(value));
	}
}

async function checkSubscription(run: Run, connection: EventConnection): Promise<void> {
	const { client, results } = run;
	const answer = await connection.request(
		'POST',
		SUBSCRIPTION,
		onWebSocket([`${EXTENSION}/telephony/sessions`]),
	);
	const { id, expiresIn } = fieldsOf(answer?.body);
	const subscriptionId = textOf(id);
	if (statusOf(answer) !== 200 || subscriptionId === undefined) {
		const refusal = refusalOf(answer?.body);
		results.observed(
			'Subscription over a WebSocket',
			inShort({ status: statusOf(answer), headers: {}, body: undefined, ...refusal }),
		);
		if (refusal.permission !== undefined && /WebSocket/i.test(refusal.permission)) {
			results.found(
				'SOCKET-PERMISSION',
				decided(
					refusal.permission === 'WebSocketsSubscription',
					`The refusal calls it ${refusal.permission}`,
				),
			);
		}
		return;
	}
	results.observed('Subscription over a WebSocket', '200');
	results.found(
		'SOCKET-LIFE',
		decided(
			typeof expiresIn === 'number' ? Math.abs(expiresIn - 86_399) <= 1 : undefined,
			`expiresIn was ${typeof expiresIn === 'number' ? expiresIn : 'not said'}; that it renews itself takes a day to see`,
		),
	);
	const list = await client.get(SUBSCRIPTION);
	const listed = listOf(fieldsOf(list.body)['records'])
		.filter(isFields)
		.some((record) => textOf(record['id']) === subscriptionId);
	const byAddress = await client.get(`${SUBSCRIPTION}/${encodeURIComponent(subscriptionId)}`);
	results.found(
		'SOCKET-REACH',
		decided(
			list.status === 200 ? !listed && byAddress.status === 404 : undefined,
			`Over HTTP it was ${listed ? '' : 'not '}in the list, and by its address: ${inShort(byAddress)}`,
		),
	);
}

/** Loses the connection, resumes its session, and records RingCentral's answer. */
async function resumeAfter(
	run: Run,
	connection: EventConnection,
	loss: string,
	lose: () => Promise<void>,
): Promise<EventConnection | undefined> {
	const token = connection.sessionToken;
	await lose();
	const next = await connect(run, token);
	run.results.observed(`Session resumed after ${loss}`, recoveryOf(next?.greeting));
	return next?.connection;
}

function recoveryOf(greeting: Frame | undefined): string {
	if (greeting === undefined) return 'no connection';
	const { recoveryState, recoveryErrorCode } = fieldsOf(greeting.body);
	const { errorCode } = refusalOf({ errorCode: recoveryErrorCode });
	if (recoveryState === 'Successful') return 'Successful';
	if (greeting.meta['type'] === 'Error') return refusalOf(greeting.body).errorCode ?? 'Error';
	return ['Failed', errorCode].filter((part) => part !== undefined).join(' ');
}

async function checkProperClose(
	run: Run,
	connection: EventConnection,
): Promise<EventConnection | undefined> {
	const token = connection.sessionToken;
	connection.close();
	await connection.closed();
	const next = await connect(run, token);
	const state = recoveryOf(next?.greeting);
	run.results.found(
		'SESSION-KEPT',
		decided(
			next === undefined ? undefined : state === 'Successful',
			`After a proper close, resuming was: ${state}`,
		),
	);
	return next?.connection;
}

/** Tokens and frames that RingCentral cannot read. */
async function checkUnreadable(run: Run, connection: EventConnection): Promise<void> {
	const { results } = run;
	const from = connection.frames.length;
	connection.send('no frame');
	const error = await connection.frame('Error', from);
	const code = refusalOf(error?.body).errorCode;
	results.found(
		'SOCKET-FRAME',
		error === undefined
			? connection.closeCode === undefined
				? notSeen('No frame answered one that cannot be read')
				: decided(false, `The connection was closed with ${connection.closeCode} and no frame`)
			: decided(code === 'WSG-400', `An unreadable frame: ${code ?? 'an Error without a code'}`),
	);

	const invited = await invitation(run.client, run.secrets);
	if (invited === undefined) return;
	const unread = new EventConnection(addressOf(invited, 'no-session'));
	results.observed(
		'WebSocket with an unreadable session token',
		recoveryOf(await unread.greeting()),
	);
	unread.cut();
	const refused = new EventConnection(addressOf({ ...invited, token: 'no-token' }));
	const greeting = await refused.greeting();
	const refusal = refusalOf(greeting?.body).errorCode;
	results.found(
		'SOCKET-REFUSAL',
		decided(
			greeting === undefined ? undefined : refusal === 'OAU-213',
			greeting === undefined
				? `An unknown token was answered with no frame (close code ${refused.closeCode ?? 'none'})`
				: `An unknown token: ${refusal ?? 'a frame without a code'}`,
		),
	);
	refused.cut();
}

/** Signs out, and checks the effect on an open connection: the last step of a run. */
export async function checkSignOut(run: Run): Promise<void> {
	const open = await connect(run);
	await run.client.signOut();
	if (open === undefined) return;
	const code = await open.connection.closed();
	run.results.found(
		'SOCKET-SIGNED-OUT',
		code === 1008
			? confirmed('The connection was closed with 1008')
			: decided(
					code === undefined ? undefined : false,
					code === undefined
						? 'The connection still stood when the check ended'
						: `The connection was closed with ${code}`,
				),
	);
	open.connection.cut();
}
