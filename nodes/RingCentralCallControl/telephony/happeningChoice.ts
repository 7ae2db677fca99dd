import type { Wish } from './eventFilters';
import type { Happening, StreamEvent } from './happening';

/** What a trigger that knows the history of calls starts on. */
export interface StreamWish extends Omit<Wish, 'triggerOn'> {
	triggerOn: StreamEvent[];
}

/**
 * What a trigger wants of the happenings of one notification, the most telling first. When it wants
 * any change and nothing else of these, it gets one.
 */
export function chosenHappenings(
	happenings: readonly Happening[],
	wish: StreamWish,
	_ownExtensionId: string | undefined,
): Happening[] {
	const chosen = happenings.filter(
		({ event }) => event !== 'anyChange' && wish.triggerOn.includes(event),
	);
	if (chosen.length > 0 || !wish.triggerOn.includes('anyChange')) return chosen;
	return happenings.filter(({ event }) => event === 'anyChange');
}
