export interface ItemRun<Each> {
	itemCount: number;
	/** Maximum number of items in progress. */
	atOnce: number;
	/** Creates the item at an index. It is released when done, together with its evaluated parameters. */
	itemAt: (index: number) => Each;
	/** The subjects of the item's change, e.g. its calls. Not used if only one item can be in progress. */
	subjectsOf: (item: Each) => string[];
	/** Processes one item. After a rejection no further item starts. */
	work: (item: Each) => Promise<void>;
}

interface PendingItem<Each> {
	item: Each;
	index: number;
	/** Number of unfinished earlier items with the same subjects. */
	blockers: number;
	/** The next items with the same subjects. */
	followers: Array<PendingItem<Each>>;
}

/**
 * Processes several items at once. Items start in order, except that an item waits for earlier items with
 * the same subject: two commands to one call must never change places.
 *
 * @throws the first rejection, after all started items are done.
 */
export async function runItems<Each>({
	itemCount,
	atOnce,
	itemAt,
	subjectsOf,
	work,
}: ItemRun<Each>): Promise<void> {
	// n8n takes some milliseconds to evaluate an expression; a single item's ringing phone must not wait.
	const canMeet = itemCount > 1 && atOnce > 1;
	const ready = pendingItems(itemCount, itemAt, canMeet ? subjectsOf : () => []).filter(
		({ blockers }) => blockers === 0,
	);
	const underWay = new Set<Promise<void>>();
	let rejected: Promise<void> | undefined;

	const begin = ({ item, followers }: PendingItem<Each>) => {
		const working = work(item);
		const done = working
			.catch(() => {
				rejected ??= working;
			})
			.then(() => {
				underWay.delete(done);
				release(followers, ready);
			});
		underWay.add(done);
	};

	const beginReady = () => {
		while (underWay.size < atOnce && rejected === undefined) {
			const next = ready.shift();
			if (next === undefined) break;
			begin(next);
		}
	};

	beginReady();
	while (underWay.size > 0) {
		await Promise.race(underWay);
		beginReady();
	}
	await rejected;
}

function pendingItems<Each>(
	itemCount: number,
	itemAt: ItemRun<Each>['itemAt'],
	subjectsOf: ItemRun<Each>['subjectsOf'],
): Array<PendingItem<Each>> {
	const lastOfSubject = new Map<string, PendingItem<Each>>();
	return Array.from({ length: itemCount }, (_, index) => {
		const pending: PendingItem<Each> = {
			item: itemAt(index),
			index,
			blockers: 0,
			followers: [],
		};
		for (const subject of new Set(subjectsOf(pending.item))) {
			const earlier = lastOfSubject.get(subject);
			if (earlier) {
				earlier.followers.push(pending);
				pending.blockers += 1;
			}
			lastOfSubject.set(subject, pending);
		}
		return pending;
	});
}

/** Moves followers without further blockers to `ready`, in the order of the items. */
function release<Each>(
	followers: ReadonlyArray<PendingItem<Each>>,
	ready: Array<PendingItem<Each>>,
): void {
	for (const pending of followers) {
		pending.blockers -= 1;
		if (pending.blockers > 0) continue;
		const behind = ready.findIndex(({ index }) => index > pending.index);
		ready.splice(behind === -1 ? ready.length : behind, 0, pending);
	}
}
