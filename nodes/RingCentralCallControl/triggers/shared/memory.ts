/**
 * Remembers `capacity` keys; the oldest are forgotten.
 *
 * @returns a function that tells whether it sees a key for the first time.
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
