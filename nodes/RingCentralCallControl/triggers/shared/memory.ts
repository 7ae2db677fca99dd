/**
 * Remembers `capacity` keys; the oldest are forgotten.
 *
 * @returns a function that remembers a key, and returns whether it is new.
 */
export function memoryOf(capacity: number): (key: string) => boolean {
	const keys = new Set<string>();
	return (key) => {
		if (keys.has(key)) return false;
		keys.add(key);
		for (const oldest of keys) {
			if (keys.size <= capacity) break;
			keys.delete(oldest);
		}
		return true;
	};
}
