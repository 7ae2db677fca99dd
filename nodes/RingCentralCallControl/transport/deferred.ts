/** A promise that is resolved from outside; only the first value counts. */
export interface Deferred<T> {
	promise: Promise<T>;
	resolve(value: T): void;
}

export function deferred<T>(): Deferred<T> {
	let settle: (value: T) => void = () => {};
	const promise = new Promise<T>((resolve) => {
		settle = resolve;
	});
	return { promise, resolve: (value) => settle(value) };
}
