import { notificationTable } from '../../bench/notifications.mts';
import { expectTable } from './expectTable.mts';

describe('the documentation of what each event costs', () => {
	it('says what was measured', async () => {
		expectTable({
			file: 'docs/events.md',
			section: 'What each event costs',
			table: await notificationTable(),
		});
	}, 30_000);
});
