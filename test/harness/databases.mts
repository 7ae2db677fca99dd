import { obstacleToDatabases } from './databaseServers.mts';
import { describeUnless } from './describeUnless.mts';

export { createDatabases, type Databases } from './databaseServers.mts';

const obstacle = obstacleToDatabases();

/** A `describe` for tests that need PostgreSQL and Redis; without both they are skipped, with the reason. */
export function describeWithDatabases(name: string, suite: () => void): void {
	describeUnless(obstacle, name, suite);
}
