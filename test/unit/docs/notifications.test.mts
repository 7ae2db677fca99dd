import { notificationTable } from '../../bench/notifications.mts';
import { expectTable } from './expectTable.mts';

describe('the documentation of the cost of each event', () => {
	it('agrees with the measurement', async () => {
		expectTable({
			file: 'docs/events.md',
			section: 'Cost of each event',
			table: await notificationTable(),
		});
	}, 30_000);
});
