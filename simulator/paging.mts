import type { FastifyRequest } from 'fastify';

import { invalidParameter } from './apiError.mts';
import { isJsonObject } from './requestBody.mts';
import { baseUrlOf } from './requestUrl.mts';

const defaultPageSize = 100;
const maxPageSize = 1000;

function readQueryNumber(query: unknown, name: string, whenAbsent: number): number {
	const given = isJsonObject(query) ? query[name] : undefined;
	if (given === undefined) return whenAbsent;
	const value = Number(given);
	if (!Number.isInteger(value) || value < 1 || value > maxPageSize) {
		throw invalidParameter(name, given);
	}
	return value;
}

/** One page of a list, with RingCentral's `paging` and `navigation`. */
export function pageOf<Entry>(
	entries: readonly Entry[],
	request: FastifyRequest,
): { uri: string; records: Entry[]; paging: object; navigation: object } {
	const page = readQueryNumber(request.query, 'page', 1);
	const perPage = readQueryNumber(request.query, 'perPage', defaultPageSize);
	const totalPages = Math.max(Math.ceil(entries.length / perPage), 1);
	const start = (page - 1) * perPage;
	const records = entries.slice(start, start + perPage);
	const link = (number: number) => {
		const url = new URL(request.url, baseUrlOf(request));
		url.searchParams.set('page', String(number));
		url.searchParams.set('perPage', String(perPage));
		return { uri: url.toString() };
	};
	return {
		uri: link(page).uri,
		records,
		paging: {
			page,
			perPage,
			totalPages,
			totalElements: entries.length,
			...(records.length > 0 && { pageStart: start, pageEnd: start + records.length - 1 }),
		},
		navigation: {
			firstPage: link(1),
			...(page > 1 && { previousPage: link(page - 1) }),
			...(page < totalPages && { nextPage: link(page + 1) }),
			lastPage: link(totalPages),
		},
	};
}
