import { NodeApiError, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';

import { RingCentralCallControl } from '../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';

/**
 * Lets the action node run as in n8n 1.123 and 2.0 to 2.8: the exceptions of `ignoreHttpStatusErrors`
 * are unknown there, so that an object counts as true (`convertN8nRequestToAxios` of n8n-core 1.122
 * and 2.8). An error of n8n's has no cause either in n8n 1, only a code (`ExecutionBaseError` and
 * `NodeApiError` of n8n-workflow 1.120).
 *
 * @returns what makes it the present n8n again.
 */
export function likeOlderN8n(): () => void {
	const { execute } = RingCentralCallControl.prototype;
	const older = jest
		.spyOn(RingCentralCallControl.prototype, 'execute')
		.mockImplementation(async function (this: IExecuteFunctions) {
			const { httpRequestWithAuthentication: send } = this.helpers;
			const helpers = {
				...this.helpers,
				httpRequestWithAuthentication(
					this: IExecuteFunctions,
					name: string,
					options: IHttpRequestOptions,
				) {
					const ignoreHttpStatusErrors = Boolean(options.ignoreHttpStatusErrors);
					return send
						.call(this, name, { ...options, ignoreHttpStatusErrors })
						.catch((error: unknown) => withoutCause(error));
				},
			};
			return await execute.call(Object.defineProperty(this, 'helpers', { value: helpers }));
		});
	return () => older.mockRestore();
}

async function withoutCause(error: unknown): Promise<never> {
	if (error instanceof NodeApiError) {
		const { cause } = error;
		error.httpCode ??= cause !== undefined && 'code' in cause ? String(cause.code) : null;
		Object.defineProperty(error, 'cause', { value: undefined });
	}
	return await Promise.reject(error);
}
