/** Work for a number of items. */
export interface ItemRun {
	itemCount: number;
	/** How many items may be worked on at a time. */
	atOnce: number;
	/** The ids of the calls that the item acts on; not asked when items cannot meet. */
	callsOf: (itemIndex: number) => string[];
	/** Works on one item. When it rejects, no further item is begun. */
	work: (itemIndex: number) => Promise<void>;
}

interface PendingItem {
	itemIndex: number;
	/** How many earlier items that act on the same calls are not done yet. */
	blockers: number;
	/** The next items that act on the same calls. */
	followers: PendingItem[];
}

/**
 * Works on several items at once. They are begun in their order, except that an item waits for the
 * earlier ones that act on the same call: two commands to one call must never change places.
 *
 * @throws the first rejection, after everything that was begun is done.
 */
export async function runItems({ itemCount, atOnce, callsOf, work }: ItemRun): Promise<void> {
	// n8n takes some milliseconds to evaluate an expression, while the phone of a single item rings.
	const canMeet = itemCount > 1 && atOnce > 1;
	const ready = pendingItems(itemCount, canMeet ? callsOf : () => []).filter(
		({ blockers }) => blockers === 0,
	);
	const underWay = new Set<Promise<void>>();
	let rejected: Promise<void> | undefined;

	const begin = (item: PendingItem) => {
		const working = work(item.itemIndex);
		const done = working
			.catch(() => {
				rejected ??= working;
			})
			.then(() => {
				underWay.delete(done);
				release(item.followers, ready);
			});
		underWay.add(done);
	};

	const beginReady = () => {
		while (underWay.size < atOnce && rejected === undefined) {
			const item = ready.shift();
			if (item === undefined) break;
			begin(item);
		}
	};

	beginReady();
	while (underWay.size > 0) {
		await Promise.race(underWay);
		beginReady();
	}
	await rejected;
}

function pendingItems(itemCount: number, callsOf: ItemRun['callsOf']): PendingItem[] {
	const lastOfCall = new Map<string, PendingItem>();
	return Array.from({ length: itemCount }, (_, itemIndex) => {
		const item: PendingItem = { itemIndex, blockers: 0, followers: [] };
		for (const call of new Set(callsOf(itemIndex))) {
			const earlier = lastOfCall.get(call);
			if (earlier) {
				earlier.followers.push(item);
				item.blockers += 1;
			}
			lastOfCall.set(call, item);
		}
		return item;
	});
}

/** Those whose last blocker is gone take their place, in the order of the items. */
function release(followers: PendingItem[], ready: PendingItem[]): void {
	for (const item of followers) {
		item.blockers -= 1;
		if (item.blockers > 0) continue;
		const behind = ready.findIndex(({ itemIndex }) => itemIndex > item.itemIndex);
		ready.splice(behind === -1 ? ready.length : behind, 0, item);
	}
}
