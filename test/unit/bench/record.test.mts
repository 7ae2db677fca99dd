import { figuresOf } from '../../bench/figures.mts';
import { readRecord, type BenchRecord } from '../../bench/record.mts';

const record: BenchRecord = {
	load: {
		machine: 'A processor, 2 cores, 24 GB of memory',
		versions: 'n8n 2.39.10, Node.js 24.21.0',
		extent: '1 round',
		isTry: false,
		results: [
			{
				name: 'this package',
				setting: '',
				measures: { p50: figuresOf([30, 20]), p95: figuresOf([]) },
				counts: { missed: 2 },
			},
		],
	},
};

describe('readRecord', () => {
	it('reads the record of a run, also unmeasured parts', () => {
		expect(readRecord(JSON.stringify(record))).toEqual(record);
	});

	it('leaves out a part that no longer exists', () => {
		expect(readRecord(JSON.stringify({ ...record, former: record.load }))).toEqual(record);
	});

	it.each(['[]', '{"load":{}}', '{"load":{"machine":"","versions":"","extent":"","results":1}}'])(
		'refuses an invalid record: %s',
		(json) => {
			expect(() => readRecord(json)).toThrow();
		},
	);
});
