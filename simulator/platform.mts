import { CallLog } from './callLog/callLog.mts';
import { Exchange } from './calls/exchange.mts';
import { type Clock, createClock } from './clock.mts';
import { BusinessHours } from './directory/businessHours.mts';
import { Faults } from './faults.mts';
import { Messages } from './messages/messages.mts';
import { AuthorizationCodes } from './oauth/authorizationCodes.mts';
import { LoginSessions } from './oauth/loginSessions.mts';
import { type Options, defaultOptions } from './options.mts';
import { PageFeed } from './page/pageFeed.mts';
import { PublishedPresence } from './publishedPresence.mts';
import { RateLimiter } from './rateLimit.mts';
import { RequestLog } from './requestLog.mts';
import { RingOuts } from './ringOut/ringOuts.mts';
import { ScenarioRun } from './scenarios/scenarioRun.mts';
import { Courier } from './subscriptions/delivery.mts';
import { DeliveryLog } from './subscriptions/deliveryLog.mts';
import { Publisher } from './subscriptions/publisher.mts';
import { Subscriptions } from './subscriptions/subscriptions.mts';
import { Timeline } from './timeline/timeline.mts';
import { SocketSessions } from './webSocket/socketSessions.mts';
import { WebSocketTokens } from './webSocket/webSocketTokens.mts';

/** The state of one simulator; it lives as long as the process. */
export interface Platform {
	options: Options;
	readonly clock: Clock;
	readonly authorizationCodes: AuthorizationCodes;
	readonly logins: LoginSessions;
	readonly rateLimiter: RateLimiter;
	readonly exchange: Exchange;
	readonly callLog: CallLog;
	readonly messages: Messages;
	readonly ringOuts: RingOuts;
	readonly publishedPresence: PublishedPresence;
	readonly businessHours: BusinessHours;
	readonly subscriptions: Subscriptions;
	readonly publisher: Publisher;
	readonly webSocketTokens: WebSocketTokens;
	readonly sockets: SocketSessions;
	readonly requests: RequestLog;
	readonly courier: Courier;
	readonly deliveries: DeliveryLog;
	readonly timeline: Timeline;
	readonly feed: PageFeed;
	readonly scenarioRun: ScenarioRun;
	readonly faults: Faults;
	/** Ends all calls and forgets them; sign-ins and subscriptions stay. */
	endCalls(): Promise<void>;
	/** Restores the initial state. */
	reset(): void;
}

export function createPlatform(): Platform {
	const clock = createClock();
	const deliveries = new DeliveryLog();
	const feed = new PageFeed();
	const timeline = new Timeline((entry) => feed.changed(entry));
	const courier = new Courier(clock, deliveries, (delivery, envelope, { transport }) => {
		timeline.delivered(delivery, transport.deliveryMode.transportType ?? '', envelope);
	});
	const subscriptions = new Subscriptions(clock, courier);
	const publishedPresence = new PublishedPresence();
	const publisher = new Publisher({
		clock,
		courier,
		subscriptions,
		publishedPresence,
		timeline,
		liveCalls: () => platform.exchange.live(),
	});
	const exchange = new Exchange(
		clock,
		() => platform.options.stepMilliseconds,
		(call, party, sequence) => {
			publisher.partyChanged(call, party, sequence, platform.options);
			platform.ringOuts.callChanged(call);
			platform.callLog.partyChanged(call, party);
			platform.messages.partyChanged(party);
		},
		(extensionId, calls) => publishedPresence.ringsFor(extensionId, calls),
	);
	const platform: Platform = {
		options: defaultOptions(),
		clock,
		authorizationCodes: new AuthorizationCodes(clock),
		logins: new LoginSessions(clock, (login) => {
			platform.webSocketTokens.revoke(login);
			platform.sockets.endLogin(login);
		}),
		rateLimiter: new RateLimiter(clock),
		exchange,
		callLog: new CallLog(clock, () => exchange.all()),
		messages: new Messages(clock),
		ringOuts: new RingOuts(exchange, () => platform.options.ringOutForm),
		publishedPresence,
		businessHours: new BusinessHours(),
		subscriptions,
		publisher,
		webSocketTokens: new WebSocketTokens(clock),
		sockets: new SocketSessions(clock, subscriptions, () => platform.options),
		requests: new RequestLog(),
		courier,
		deliveries,
		timeline,
		feed,
		scenarioRun: new ScenarioRun(),
		faults: new Faults(),
		async endCalls() {
			platform.scenarioRun.stop();
			await platform.exchange.endAll();
			platform.exchange.reset();
			platform.ringOuts.reset();
			platform.timeline.clear();
		},
		reset() {
			platform.options = defaultOptions();
			platform.exchange.reset();
			platform.messages.reset();
			platform.ringOuts.reset();
			platform.publishedPresence.reset();
			platform.businessHours.reset();
			platform.sockets.closeAll();
			platform.subscriptions.reset();
			platform.authorizationCodes.clear();
			platform.logins.revokeAll();
			platform.rateLimiter.reset();
			platform.requests.reset();
			platform.deliveries.clear();
			platform.timeline.clear();
			platform.scenarioRun.stop();
			platform.faults.clear();
			platform.clock.reset();
		},
	};
	return platform;
}
