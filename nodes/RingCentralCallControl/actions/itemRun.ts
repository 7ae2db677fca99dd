/** Work for a number of items. */
export interface ItemRun<Each> {
	itemCount: number;
	/** How many items may be worked on at a time. */
	atOnce: number;
	/** Makes the item at an index. It is let go when it is done, and with it what was read of it. */
	itemAt: (index: number) => Each;
	/** The ids of the calls that the item acts on; not asked when items cannot meet. */
	callsOf: (item: Each) => string[];
	/** Works on one item. When it rejects, no further item is begun. */
	work: (item: Each) => Promise<void>;
}

interface PendingItem<Each> {
	item: Each;
	index: number;
	/** How many earlier items that act on the same calls are not done yet. */
	blockers: number;
	/** The next items that act on the same calls. */
	followers: Array<PendingItem<Each>>;
}

/**
 * Works on several items at once. They are begun in their order, except that an item waits for the
 * earlier ones that act on the same call: two commands to one call must never change places.
 *
 * @throws the first rejection, after everything that was begun is done.
 */
export async function runItems<Each>({
	itemCount,
	atOnce,
	itemAt,
	callsOf,
	work,
}: ItemRun<Each>): Promise<void> {
	// n8n takes some milliseconds to evaluate an expression, while the phone of a single item rings.
	const canMeet = itemCount > 1 && atOnce > 1;
	const ready = pendingItems(itemCount, itemAt, canMeet ? callsOf : () => []).filter(
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
	callsOf: ItemRun<Each>['callsOf'],
): Array<PendingItem<Each>> {
	const lastOfCall = new Map<string, PendingItem<Each>>();
	return Array.from({ length: itemCount }, (_, index) => {
		const pending: PendingItem<Each> = {
			item: itemAt(index),
			index,
			blockers: 0,
			followers: [],
		};
		for (const call of new Set(callsOf(pending.item))) {
			const earlier = lastOfCall.get(call);
			if (earlier) {
				earlier.followers.push(pending);
				pending.blockers += 1;
			}
			lastOfCall.set(call, pending);
		}
		return pending;
	});
}

/** Those whose last blocker is gone take their place, in the order of the items. */
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
