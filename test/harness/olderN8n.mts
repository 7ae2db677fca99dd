import {
	NodeApiError,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { RingCentralCallControl } from '../../nodes/RingCentralCallControl/RingCentralCallControl.node.ts';

/**
 * The action node as in n8n 1.123 and 2.0 to 2.8, which do not support the exceptions of `ignoreHttpStatusErrors`:
 * an object counts as true (`convertN8nRequestToAxios` of n8n-core 1.122 and 2.8). In n8n 1 its errors have a code
 * but no cause (`ExecutionBaseError` and `NodeApiError` of n8n-workflow 1.120).
 */
export class NodeInOlderN8n extends RingCentralCallControl {
	override async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { helpers } = this;
		const older = {
			...helpers,
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				name: string,
				options: IHttpRequestOptions,
			): Promise<unknown> {
				const ignoreHttpStatusErrors = Boolean(options.ignoreHttpStatusErrors);
				const request = { ...options, ignoreHttpStatusErrors };
				try {
					return await helpers.httpRequestWithAuthentication.call(this, name, request);
				} catch (error) {
					if (error instanceof NodeApiError) loseCause(error);
					throw error;
				}
			},
		};
		return await super.execute.call(Object.defineProperty(this, 'helpers', { value: older }));
	}
}

function loseCause(error: NodeApiError): void {
	const { cause } = error;
	error.httpCode ??= cause !== undefined && 'code' in cause ? String(cause.code) : null;
	Object.defineProperty(error, 'cause', { value: undefined });
}
