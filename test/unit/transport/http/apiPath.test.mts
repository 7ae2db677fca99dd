import fc from 'fast-check';

import { apiPath } from '../../../../nodes/RingCentralCallControl/transport/http/apiPath.ts';

describe('a path of the API', () => {
	it('keeps ids as they are', () => {
		const id = 's-a0d17931e6a3cz18b67acb764z1a2b0000';

		expect(apiPath`/sessions/${id}/parties`).toBe(`/sessions/${id}/parties`);
	});

	it.each([
		['../../account', '/sessions/..%2F..%2Faccount/hold'],
		['a/b', '/sessions/a%2Fb/hold'],
		['a?b#c', '/sessions/a%3Fb%23c/hold'],
		['a%2Fb', '/sessions/a%252Fb/hold'],
		['Y3MxNzE=', '/sessions/Y3MxNzE%3D/hold'],
		['~', '/sessions/~/hold'],
	])('keeps %s in its place', (id, path) => {
		expect(apiPath`/sessions/${id}/hold`).toBe(path);
	});

	it.each(['', '.', '..'])('refuses "%s", which no encoding keeps in its place', (id) => {
		expect(() => apiPath`/sessions/${id}/hold`).toThrow('cannot be part of a RingCentral address');
	});

	it('has as many segments as written, for any id', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
				fc.pre(id !== '.' && id !== '..');

				const { pathname, search } = new URL(apiPath`/a/${id}/b`, 'https://example.com');

				expect(pathname.split('/')).toHaveLength(4);
				expect(search).toBe('');
			}),
		);
	});
});
