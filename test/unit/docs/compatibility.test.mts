import { n8nVersions } from '../../../lab/src/n8nVersions.mts';
import { readPage, rowsOfTables, section } from './markdown.mts';

describe('The compatibility that the README promises', () => {
	it('is tested on the versions that the lab installs', () => {
		const rows = rowsOfTables(section(readPage('README.md'), 'Compatibility'));
		const tested = rows.filter((row) => 'tested' in row).map((row) => row['n8n']);

		expect(tested.sort()).toEqual([...n8nVersions].sort());
	});
});
