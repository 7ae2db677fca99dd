import type { StreamListener } from './listener';
import { obstacleIn, thrownBy, type Obstacle } from './obstacle';

/** Whom RingCentral lets listen, and why not the others. */
interface Acceptance {
	accepted: StreamListener[];
	refused: Map<StreamListener, Obstacle>;
}

interface Question {
	/** All of them have listened on this connection until now, or wanted to. */
	listeners: readonly StreamListener[];
	/** Those of them who have. */
	letIn: readonly StreamListener[];
	/** Asks RingCentral for what these want. */
	subscribe(listeners: readonly StreamListener[]): Promise<void>;
}

/**
 * Finds out whom RingCentral refuses, which says no more than that it refuses what all want together, and
 * subscribes for the others. Whoever was let in before keeps what they have meanwhile.
 *
 * @throws what `subscribe` throws when that passes by itself.
 */
export async function acceptance({ listeners, letIn, subscribe }: Question): Promise<Acceptance> {
	const attempt = async (some: readonly StreamListener[]) => await lastingObstacle(subscribe(some));
	// RingCentral may refuse one of them by now, too.
	const isLetInStill = letIn.length > 0 && (await attempt(letIn)) === undefined;
	const accepted = isLetInStill ? [...letIn] : [];
	const refused = new Map<StreamListener, Obstacle>();
	for (const listener of listeners) {
		if (accepted.includes(listener)) continue;
		const obstacle = await attempt([...accepted, listener]);
		if (obstacle === undefined) accepted.push(listener);
		else refused.set(listener, obstacle);
	}
	// The last attempt may have been one that was refused, or granted in part.
	if (accepted.length > 0) await subscribe(accepted);
	return { accepted, refused };
}

async function lastingObstacle(attempt: Promise<void>): Promise<Obstacle | undefined> {
	const thrown = await thrownBy(attempt);
	if (thrown === undefined) return undefined;
	const obstacle = obstacleIn(thrown);
	if (!obstacle.isLasting) throw thrown;
	return obstacle;
}
