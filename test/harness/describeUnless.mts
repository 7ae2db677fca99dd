const { skip } = describe;

/**
 * A `describe` for tests that not every machine can run.
 *
 * @param obstacle why this one cannot, as the name of the skipped tests says then; else undefined.
 */
export function describeUnless(
	obstacle: string | undefined,
	name: string,
	suite: () => void,
): void {
	if (obstacle === undefined) describe(name, suite);
	else skip(`${name} (skipped: ${obstacle})`, suite);
}
