import type { IHttpRequestMethods } from 'n8n-workflow';

/**
 * RingCentral counts the requests of a user through an app in groups, each with a limit of its own:
 * https://developers.ringcentral.com/guide/basics/rate-limits
 */
export type RateGroup = 'auth' | 'heavy' | 'light' | 'medium';

/** Requests a minute, until RingCentral's answers state the limit of this app. */
export const USUAL_LIMITS: Readonly<Record<RateGroup, number>> = {
	auth: 5,
	heavy: 10,
	light: 50,
	medium: 40,
};

interface Route {
	/** All methods by default. */
	methods?: readonly IHttpRequestMethods[];
	path: RegExp;
	group: RateGroup;
}

/** Requests that are not light, from RingCentral's API reference. */
const ROUTES: readonly Route[] = [
	{ path: /\/telephony\/(call-out|conference)$/, group: 'heavy' },
	{ path: /\/account\/[^/]+\/presence$/, group: 'heavy' },
	{ methods: ['PUT'], path: /\/extension\/[^/]+\/presence$/, group: 'medium' },
	{ path: /\/(active-calls|call-log)(\/[^/]+)?$/, group: 'heavy' },
	{ methods: ['POST', 'DELETE'], path: /\/ring-out(\/[^/]+)?$/, group: 'heavy' },
	{ path: /\/account\/[^/]+\/recording\/[^/]+(\/content)?$/, group: 'heavy' },
	{ path: /\/account\/[^/]+\/(call-monitoring-groups|call-queues|extension)$/, group: 'medium' },
	{ path: /\/account\/[^/]+\/directory\/entries$/, group: 'medium' },
	{ methods: ['POST'], path: /\/subscription$/, group: 'medium' },
	{ methods: ['PUT', 'DELETE'], path: /\/subscription\/[^/]+$/, group: 'medium' },
	{ path: /\/(account|extension)\/[^/]+\/answering-rule$/, group: 'medium' },
	{ methods: ['POST'], path: /\/extension\/[^/]+\/sms$/, group: 'medium' },
	{ path: /\/message-store\/[^/]+\/content\/[^/]+$/, group: 'medium' },
	{ path: /\/oauth\/[^/]+$/, group: 'auth' },
];

/** The group that RingCentral counts a request in. */
export function rateGroupOf(method: IHttpRequestMethods, path: string): RateGroup {
	const route = ROUTES.find(
		(candidate) => (candidate.methods?.includes(method) ?? true) && candidate.path.test(path),
	);
	return route?.group ?? 'light';
}
