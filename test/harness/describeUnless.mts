const { skip } = describe;

/**
 * A `describe` for tests that some machines cannot run.
 *
 * @param obstacle the reason why this machine cannot, which becomes the name of the skipped tests; undefined if it
 * can.
 */
export function describeUnless(
	obstacle: string | undefined,
	name: string,
	suite: () => void,
): void {
	if (obstacle === undefined) describe(name, suite);
	else skip(`${name} (skipped: ${obstacle})`, suite);
}
