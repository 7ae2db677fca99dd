import type { FastifyInstance, FastifyRequest } from 'fastify';

import { account } from '../account.mts';
import { resourceNotFound } from '../apiError.mts';
import { pathParameter } from '../calls/callPath.mts';
import { pageOf } from '../paging.mts';
import type { Platform } from '../platform.mts';
import { extensionReference } from '../presence.mts';
import { isJsonObject } from '../requestBody.mts';
import { baseUrlOf } from '../requestUrl.mts';
import type { AnsweringRule } from './businessHours.mts';
import { extensionOf, matchesFilter } from './directoryEndpoints.mts';

const accountPath = '/restapi/v1.0/account/:accountId';
const extensionPath = `${accountPath}/extension/:extensionId`;

/** A rule in a list without `view=Detailed`. */
function shortView({ id, type, name, enabled }: AnsweringRule): object {
	return { id, type, name, enabled };
}

/** Business hours, and the rules for other times. */
export function registerBusinessHoursEndpoints(server: FastifyInstance, platform: Platform): void {
	const light = { config: { group: 'Light', permission: 'ReadAccounts' } } as const;
	const medium = { config: { group: 'Medium', permission: 'ReadAccounts' } } as const;
	const { businessHours } = platform;

	server.get(`${accountPath}/business-hours`, light, (request) => ({
		uri: `${baseUrlOf(request)}/restapi/v1.0/account/${account.id}/business-hours`,
		schedule: businessHours.of(account.id),
	}));

	server.get(`${extensionPath}/business-hours`, light, (request) => {
		const extension = extensionOf(request);
		return {
			uri: `${extensionReference(extension, baseUrlOf(request)).uri}/business-hours`,
			schedule: businessHours.of(extension.id),
		};
	});

	const companyRule = (request: FastifyRequest, rule: AnsweringRule, isWhole: boolean) => ({
		uri: `${baseUrlOf(request)}/restapi/v1.0/account/${account.id}/answering-rule/${rule.id}`,
		...(isWhole ? rule : shortView(rule)),
	});

	server.get(`${accountPath}/answering-rule`, medium, (request) =>
		pageOf(
			businessHours
				.rulesOf(account.id)
				.filter(({ type }) => matchesFilter('type', type, request.query))
				.map((rule) => companyRule(request, rule, false)),
			request,
		),
	);

	server.get(`${accountPath}/answering-rule/:ruleId`, light, (request) => {
		const id = pathParameter(request, 'ruleId');
		const rule = businessHours.rulesOf(account.id).find((candidate) => candidate.id === id);
		if (!rule) throw resourceNotFound('ruleId');
		return companyRule(request, rule, true);
	});

	server.get(`${extensionPath}/answering-rule`, medium, (request) => {
		const extension = extensionOf(request);
		const query = isJsonObject(request.query) ? request.query : {};
		const rules = businessHours
			.rulesOf(extension.id)
			.filter(({ type, enabled }) => {
				return matchesFilter('type', type, query) && (enabled || query['enabledOnly'] !== 'true');
			})
			.map((rule) => ({
				uri: `${extensionReference(extension, baseUrlOf(request)).uri}/answering-rule/${rule.id}`,
				...(query['view'] === 'Detailed' ? rule : shortView(rule)),
			}));
		return pageOf(rules, request);
	});
}
