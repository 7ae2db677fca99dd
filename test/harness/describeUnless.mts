const { skip } = describe;

/**
 * A `describe` for tests that some machines cannot run.
 *
 * @param skipReason the reason why this machine cannot, which becomes the name of the skipped tests; undefined if it
 * can.
 */
export function describeUnless(
	skipReason: string | undefined,
	name: string,
	suite: () => void,
): void {
	if (skipReason === undefined) describe(name, suite);
	else skip(`${name} (skipped: ${skipReason})`, suite);
}
