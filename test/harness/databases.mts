import { skipReasonOfDatabases } from './databaseServers.mts';
import { describeUnless } from './describeUnless.mts';

export { createDatabases, type Databases } from './databaseServers.mts';

const skipReason = skipReasonOfDatabases();

/** A `describe` for tests that need PostgreSQL and Redis; without both they are skipped, with the reason. */
export function describeWithDatabases(name: string, suite: () => void): void {
	describeUnless(skipReason, name, suite);
}
