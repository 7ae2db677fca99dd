import { setTimeout as pause } from 'node:timers/promises';

import { subscriptions } from '../../lab/src/simulatorControl.mts';
import { waitFor } from '../../lab/src/waiting.mts';
import type { Routing, Scene, SignIn, TriggerName } from './scene.mts';
import type { Answer, ApiExchange, DeliveryExchange, Misbehaviour } from './standIn.mts';

/** A misbehaviour of the network, RingCentral or n8n's own machine while calls ring. */
export interface Fault {
	/** The name in the command line. */
	name: string;
	/** A description, for the table. */
	done: string;
	trigger: TriggerName;
	/** Whether the trigger follows the whole account, and so gets events of a forwarded call too. */
	ofAccount?: true;
	/** n8n's kind of sign-in; JWT if left out. */
	signIn?: SignIn;
	/** An action of n8n itself, which the nodes cannot influence. */
	ofN8n?: string;
	/** The right verdict for each call. */
	expected: 'routed' | 'reported';
	/** Must match n8n's message about a call that is not routed. */
	says?: RegExp;
	/** Number of rounds, with five calls each; two if left out. */
	rounds?: number;
	/** Whether the fault takes no longer than its calls. */
	isQuick?: true;
	/** n8n's time limit for the calls, in milliseconds. */
	patience?: number;
	/** Prepares the fault, before the calls ring. */
	begin: (scene: Scene) => Promise<void> | void;
	/** Acts while the calls ring. */
	meanwhile?: (scene: Scene) => Promise<void> | void;
}

export const CALLS_A_ROUND = 5;
const USUAL_ROUNDS = 2;

export function roundsOf({ rounds = USUAL_ROUNDS }: Fault): number {
	return rounds;
}

/** Causes a fault once, and waits until n8n has dealt with the calls or the time is over. */
export async function playOnce(fault: Fault, scene: Scene, routing: Routing): Promise<void> {
	await fault.begin(scene);
	const [calls] = await Promise.all([routing.ring(CALLS_A_ROUND), fault.meanwhile?.(scene)]);
	await routing.settle(calls, fault.patience);
	scene.standIn.misbehaviour = {};
}

const guestPage: Answer = {
	status: 200,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: '<!doctype html><html><title>Guest network</title><body>Accept the terms of use.</body></html>',
};

const notRingCentral = /The answer is not RingCentral's/;
const notKnown = /not known whether this was carried out/;

type ApiFault = NonNullable<Misbehaviour['api']>;

/** Applies a fault to the requests that match a condition. */
function to(chosen: (exchange: ApiExchange) => boolean, act: ApiFault): Pick<Fault, 'begin'> {
	return {
		begin({ standIn }) {
			standIn.misbehaviour.api = (exchange) => (chosen(exchange) ? act(exchange) : exchange.pass());
		},
	};
}

const isCall = ({ path }: ApiExchange) => path.includes('/telephony/sessions/');
const commands = (exchange: ApiExchange) => exchange.method === 'POST' && isCall(exchange);
const questions = (exchange: ApiExchange) => exchange.method === 'GET' && isCall(exchange);
const signIns = ({ path }: ApiExchange) => path === '/restapi/oauth/token';
const all = () => true;

/** Ends all tokens, and applies a fault to the request for new ones. */
function atSignIn(act: (scene: Scene) => ApiFault, end: 'expire' | 'revoke' = 'expire') {
	return {
		async begin(scene: Scene) {
			await to(signIns, act(scene)).begin(scene);
			await scene.simulator.control.post(`/tokens/${end}`);
		},
	};
}

function redirect(status: number, scene: Scene): ApiFault {
	return (exchange) => {
		const location = `${scene.standIn.otherHost.url}${exchange.path}`;
		exchange.answer({ status, headers: { location }, body: '' });
	};
}

function redirected(status: number): Pick<Fault, 'begin'> {
	return { begin: (scene) => to(commands, redirect(status, scene)).begin(scene) };
}

/** Limits a fault to the next so many requests. */
function first(count: number, act: ApiFault): ApiFault {
	let left = count;
	return (exchange) => (left-- > 0 ? act(exchange) : exchange.pass());
}

const answerWith = (answer: Answer) => (exchange: ApiExchange) => exchange.answer(answer);

const ringCentralHeaders = { 'content-type': 'application/json', rcrequestid: 'stand-in' };

function unavailable(status: number): Answer {
	return {
		status,
		headers: { 'content-type': 'text/html' },
		body: `<html><body><h1>${status}</h1></body></html>`,
	};
}

const absurdLimits = {
	'x-rate-limit-group': 'light',
	'x-rate-limit-limit': '1',
	'x-rate-limit-remaining': '0',
	'x-rate-limit-window': '999999999',
};

function tooMany(headers: Record<string, string>): Answer {
	return {
		status: 429,
		headers: { ...ringCentralHeaders, ...headers },
		body: '{"errorCode":"CMN-301","message":"Request rate exceeded"}',
	};
}

/** Sends the beginning of an answer; the fault decides the rest. */
function beginning({ response }: ApiExchange, length: number): void {
	response.writeHead(200, { ...ringCentralHeaders, 'content-length': String(length) });
	response.write('{"id":"p-');
}

/** Cuts n8n's connection; the next one misbehaves. */
function reconnecting(misbehaviour: Misbehaviour): Pick<Fault, 'begin'> {
	return {
		begin({ standIn }) {
			standIn.misbehaviour = misbehaviour;
			standIn.cutSockets();
		},
	};
}

/** Refuses connections, or worse, until calls have rung for a while. */
function whileRinging(refuse: NonNullable<Misbehaviour['upgrade']>, milliseconds = 3_000) {
	return {
		...reconnecting({ upgrade: refuse }),
		async meanwhile({ standIn }: Scene) {
			await pause(milliseconds);
			standIn.misbehaviour = {};
		},
	};
}

const page = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${guestPage.body.length}\r\n\r\n${guestPage.body}`;

/** Frames that no version of RingCentral's gateway sends. */
const oddFrames: ReadonlyArray<Buffer | string> = [
	'not JSON {',
	'',
	'null',
	'[]',
	'[{"type":"ServerNotification"}]',
	'[{"type":"ServerNotification","messageId":7},{"body":{"parties":"none"}}]',
	'[{"type":"ServerNotification","messageId":"m"},{"uuid":"u","event":"/telephony/sessions","body":{"telephonySessionId":{},"parties":[null]}}]',
	`[{"type":"${'x'.repeat(100_000)}"}]`,
	Buffer.from([0, 255, 254, 1]),
];

/** Delays each notification by its own time, so that their order changes. */
function delayed(milliseconds: (number: number) => number): Pick<Fault, 'begin'> {
	let number = 0;
	return {
		begin({ standIn }) {
			standIn.misbehaviour.delivery = async ({ pass }) => {
				await pause(milliseconds(number++));
				return pass();
			};
		},
	};
}

async function forged(delivery: DeliveryExchange): Promise<Answer> {
	const another = { 'verification-token': 'a'.repeat(64) };
	const invented = delivery.body.replaceAll(/s-[0-9a-z]+/g, (id) => `${id}f`);
	await delivery.pass({ headers: another, body: invented });
	await delivery.pass({ headers: another, body: 'not JSON {' });
	return delivery.pass();
}

/** Harms the subscription while n8n is down. */
function whileDown(harm: (scene: Scene, subscriptionId: string) => Promise<unknown>) {
	return {
		async begin(scene: Scene) {
			const { control } = scene.simulator;
			const isLive = async () =>
				(await subscriptions(control)).find(
					({ status, deliveryMode }) =>
						status === 'Active' && deliveryMode?.transportType === 'WebHook',
				);
			const before = await waitFor('The subscription', isLive);
			await scene.n8n.stop();
			await harm(scene, String(before.id));
			await scene.startN8nAgain();
			await waitFor('Another subscription', async () => {
				const now = await isLive();
				return now && now.id !== before.id ? now : undefined;
			});
		},
	};
}

export const FAULTS: readonly Fault[] = [
	{
		name: 'guest-page',
		done: "A guest network answers the command with its own page, status 200, in RingCentral's place",
		trigger: 'webhook',
		expected: 'reported',
		says: notRingCentral,
		isQuick: true,
		...to(commands, answerWith(guestPage)),
	},
	{
		name: 'guest-page-404',
		done: 'A guest network answers the question about the call with its own page, status 404',
		trigger: 'webhook',
		expected: 'reported',
		says: notRingCentral,
		isQuick: true,
		...to(questions, answerWith({ ...guestPage, status: 404 })),
	},
	{
		name: 'redirect-302',
		done: 'The command is redirected to another host, status 302',
		trigger: 'webhook',
		expected: 'reported',
		says: /redirected to .*the sign-in was not sent there/,
		isQuick: true,
		...redirected(302),
	},
	{
		name: 'redirect-307',
		done: 'The command is redirected to another host, status 307, so that clients send the body along',
		trigger: 'webhook',
		expected: 'reported',
		says: /redirected to .*the sign-in was not sent there/,
		isQuick: true,
		...redirected(307),
	},
	{
		name: 'redirect-sign-in',
		done: 'The access token has expired, and the request for a new one is redirected to another host, status 307',
		trigger: 'webhook',
		expected: 'reported',
		isQuick: true,
		...atSignIn((scene) => redirect(307, scene)),
	},
	{
		name: 'redirect-oauth2',
		done: 'The same redirect for an account that is connected with OAuth2, where n8n itself asks for the new token',
		trigger: 'webhook',
		signIn: 'oAuth2',
		ofN8n:
			"n8n's own OAuth2 client follows the redirect, and with status 307 sends the refresh token there. The JWT credential signs in by itself and follows none.",
		expected: 'reported',
		...atSignIn((scene) => redirect(307, scene)),
	},
	{
		name: 'hang',
		done: 'The command is never answered; the connection stays open',
		trigger: 'webhook',
		expected: 'reported',
		says: notKnown,
		rounds: 1,
		patience: 60_000,
		...to(commands, () => {}),
	},
	{
		name: 'drip',
		done: 'The command is answered with a byte a second, without an end',
		trigger: 'webhook',
		expected: 'reported',
		says: notKnown,
		rounds: 1,
		patience: 60_000,
		...to(commands, (exchange) => {
			beginning(exchange, 1_000_000);
			const dripping = setInterval(() => exchange.response.write(' '), 1_000);
			exchange.response.once('close', () => clearInterval(dripping));
		}),
	},
	{
		name: 'cut-before',
		done: 'The connection breaks before the command has arrived',
		trigger: 'webhook',
		expected: 'reported',
		says: notKnown,
		isQuick: true,
		...to(commands, ({ response }) => void response.destroy()),
	},
	{
		name: 'cut-after',
		done: 'The connection breaks after RingCentral has carried the command out',
		trigger: 'webhook',
		expected: 'reported',
		says: notKnown,
		isQuick: true,
		...to(commands, async (exchange) => {
			await exchange.forward();
			exchange.response.destroy();
		}),
	},
	{
		name: 'cut-in-answer',
		done: "The connection breaks in the middle of RingCentral's answer to a command, behind the headers that say that it was accepted",
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		...to(commands, async (exchange) => {
			const { body } = await exchange.forward();
			beginning(exchange, body.length);
			setTimeout(() => exchange.response.destroy(), 50);
		}),
	},
	{
		name: 'burst-503',
		done: 'The first questions about the calls are answered with 503, two for each call',
		trigger: 'webhook',
		expected: 'routed',
		begin(scene) {
			const unavailableFor = first(2 * CALLS_A_ROUND, answerWith(unavailable(503)));
			return to(questions, unavailableFor).begin(scene);
		},
	},
	{
		name: 'command-502',
		done: 'The command is answered with 502 by a proxy in front of RingCentral',
		trigger: 'webhook',
		expected: 'reported',
		says: notKnown,
		isQuick: true,
		...to(commands, answerWith(unavailable(502))),
	},
	{
		name: 'absurd-limits',
		done: 'Each answer claims a limit of one request in thirty years',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		...to(all, async (exchange) => {
			const answer = await exchange.forward();
			exchange.answer({ ...answer, headers: { ...answer.headers, ...absurdLimits } });
		}),
	},
	{
		name: 'retry-after',
		done: 'The command is refused with 429 for a second, once for each call',
		trigger: 'webhook',
		expected: 'routed',
		begin(scene) {
			const refused = new Set<string>();
			const isFirst = (exchange: ApiExchange) => {
				const isNew = commands(exchange) && !refused.has(exchange.path);
				if (isNew) refused.add(exchange.path);
				return isNew;
			};
			return to(isFirst, answerWith(tooMany({ 'retry-after': '1' }))).begin(scene);
		},
		patience: 90_000,
	},
	{
		name: 'absurd-retry-after',
		done: 'Commands are refused with 429 and a Retry-After of three years',
		trigger: 'webhook',
		expected: 'reported',
		says: /refuses further requests/,
		rounds: 1,
		patience: 90_000,
		...to(commands, answerWith(tooMany({ 'retry-after': '99999999' }))),
	},
	{
		name: 'expired',
		done: 'The access token has expired when the calls ring',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		...atSignIn(() => (exchange) => exchange.pass()),
	},
	{
		name: 'revoked',
		done: 'The sign-in is revoked when the calls ring; the JWT is still good',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		...atSignIn(() => (exchange) => exchange.pass(), 'revoke'),
	},
	{
		name: 'garbage-at-sign-in',
		done: 'The access token has expired, and the request for a new one is answered with JSON without a token',
		trigger: 'webhook',
		expected: 'reported',
		isQuick: true,
		...atSignIn(() =>
			answerWith({ status: 200, headers: ringCentralHeaders, body: '{"token":[]}' }),
		),
	},
	{
		name: 'page-at-sign-in',
		done: 'The access token has expired, and the request for a new one is answered with the page of a guest network',
		trigger: 'webhook',
		expected: 'reported',
		isQuick: true,
		...atSignIn(() => answerWith(guestPage)),
	},
	{
		name: 'doubled',
		ofAccount: true,
		done: 'Each notification is delivered twice at the same moment, and once more a second later',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		begin({ standIn }) {
			standIn.misbehaviour.delivery = async ({ pass }) => {
				const [answer] = await Promise.all([pass(), pass()]);
				await pause(1_000);
				await pass();
				return answer;
			};
		},
	},
	{
		name: 'shuffled',
		ofAccount: true,
		done: 'Notifications arrive in another order',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		...delayed((number) => 60 * ((number * 7) % 5)),
	},
	{
		name: 'delayed',
		ofAccount: true,
		done: 'Notifications arrive two seconds late',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		...delayed(() => 2_000),
	},
	{
		name: 'forged',
		done: 'Beside each notification come two forged ones: of another call without the secret, and of garbage',
		trigger: 'webhook',
		expected: 'routed',
		isQuick: true,
		begin({ standIn }) {
			standIn.misbehaviour.delivery = forged;
		},
	},
	{
		name: 'blacklisted',
		done: 'RingCentral blacklists the address while n8n is down; calls ring once n8n is back',
		trigger: 'webhook',
		expected: 'routed',
		...whileDown((scene, id) => scene.simulator.control.post(`/subscriptions/${id}/blacklist`)),
	},
	{
		name: 'deleted',
		done: 'The subscription is deleted while n8n is down; calls ring once n8n is back',
		trigger: 'webhook',
		expected: 'routed',
		...whileDown((scene, id) => scene.simulator.control.delete(`/subscriptions/${id}`)),
	},
	{
		name: 'stream-cut',
		done: 'The WebSocket breaks off as the calls begin to ring',
		trigger: 'stream',
		expected: 'routed',
		isQuick: true,
		begin: () => {},
		meanwhile: ({ standIn }) => standIn.cutSockets(),
	},
	{
		name: 'stream-half-open',
		done: 'The WebSocket falls silent in both directions and is not closed',
		trigger: 'stream',
		expected: 'routed',
		rounds: 1,
		patience: 150_000,
		async begin({ standIn }) {
			// For half a second after publishing, a stream takes a call to have begun before it.
			await pause(3_000);
			standIn.silenceSockets();
		},
	},
	{
		name: 'stream-odd-frames',
		done: `${oddFrames.length} frames come that cannot be parsed or make no sense`,
		trigger: 'stream',
		expected: 'routed',
		isQuick: true,
		begin({ standIn }) {
			for (const frame of oddFrames) standIn.sendFrame(frame);
		},
	},
	{
		name: 'stream-doubled',
		ofAccount: true,
		done: 'Each frame comes twice, and in another order',
		trigger: 'stream',
		expected: 'routed',
		isQuick: true,
		begin({ standIn }) {
			let number = 0;
			standIn.misbehaviour.frame = (text, send) => {
				const late = 60 * ((number++ * 7) % 4);
				setTimeout(() => send(text), late);
				setTimeout(() => send(text), late + 20);
			};
		},
	},
	{
		name: 'stream-page',
		done: 'The WebSocket breaks off, and a guest network answers new ones with its page while calls ring',
		trigger: 'stream',
		expected: 'routed',
		...whileRinging((connection) => connection.end(page)),
	},
	{
		name: 'stream-redirect',
		done: 'The WebSocket breaks off, and new ones are redirected to another host while calls ring',
		trigger: 'stream',
		expected: 'routed',
		begin(scene) {
			const location = scene.standIn.otherHost.url;
			const answer = `HTTP/1.1 307 Temporary Redirect\r\nLocation: ${location}/ws\r\nContent-Length: 0\r\n\r\n`;
			return reconnecting({ upgrade: (connection) => connection.end(answer) }).begin(scene);
		},
		async meanwhile({ standIn }) {
			await pause(3_000);
			standIn.misbehaviour = {};
		},
	},
	{
		name: 'stream-hang',
		done: 'The WebSocket breaks off, and new ones are not answered while calls ring',
		trigger: 'stream',
		expected: 'routed',
		patience: 60_000,
		...whileRinging(() => {}, 2_000),
	},
	{
		name: 'stream-garbage-token',
		done: 'The token that resumes the session is garbage, and the WebSocket breaks off',
		trigger: 'stream',
		expected: 'routed',
		async begin({ standIn }) {
			const { promise: isGiven, resolve: given } = Promise.withResolvers<void>();
			standIn.misbehaviour.frame = (text, send) => {
				send(text.replace(/"wsc":\{"token":"[^"]*"/, '"wsc":{"token":"garbage"'));
				if (text.includes('"ConnectionDetails"')) given();
			};
			standIn.cutSockets();
			await isGiven;
		},
		meanwhile: ({ standIn }) => standIn.cutSockets(),
	},
	{
		name: 'stream-revoked',
		done: 'The sign-in is revoked and the WebSocket breaks off; the JWT is still good',
		trigger: 'stream',
		expected: 'routed',
		isQuick: true,
		async begin({ standIn, simulator }) {
			await simulator.control.post('/tokens/revoke');
			standIn.cutSockets();
		},
	},
];
