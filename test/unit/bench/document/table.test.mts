import { alignedTable } from '../../../bench/document/table.mts';

it('sets the columns of a table as Prettier does, numbers on the right', () => {
	const table = alignedTable(
		[{ heading: 'workflow' }, { heading: 'ms', isNumber: true }],
		[
			['Webhook → action', '24.5'],
			['Stream', '9'],
		],
	);

	expect(table.split('\n')).toEqual([
		'| workflow         |   ms |',
		'| ---------------- | ---: |',
		'| Webhook → action | 24.5 |',
		'| Stream           |    9 |',
	]);
});
