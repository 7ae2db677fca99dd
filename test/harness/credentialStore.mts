import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { RingCentralJwtApi } from '../../credentials/RingCentralJwtApi.credentials.ts';
import { RingCentralOAuth2Api } from '../../credentials/RingCentralOAuth2Api.credentials.ts';

/**
 * Keeps one credential of each type in memory, and signs in with the package's own credential classes, as n8n's
 * credentials helper does for its database.
 */
export class CredentialStore extends ICredentialsHelper {
	private readonly types: Record<string, ICredentialType> = {
		ringCentralJwtApi: new RingCentralJwtApi(),
		ringCentralOAuth2Api: new RingCentralOAuth2Api(),
	};

	private readonly stored: Record<string, ICredentialDataDecryptedObject> = {};

	keep(name: string, data: ICredentialDataDecryptedObject): void {
		this.stored[name] = data;
	}

	/** The credential as n8n's database would have it now. */
	read(name: string): ICredentialDataDecryptedObject {
		const data = this.stored[name];
		if (data === undefined) throw new Error(`No credential of type ${name} is kept`);
		return data;
	}

	getParentTypes(name: string): string[] {
		return this.types[name]?.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/** Requires a function, because n8n evaluates no expressions for an active trigger. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		name: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const type = this.typeOf(name);
		if (typeof type.authenticate !== 'function') {
			throw new Error(`${name} has no authentication that is a function`);
		}
		// n8n's older nodes name it "uri".
		const url = ('url' in options ? options.url : textOf('uri' in options && options.uri)) ?? '';
		return await type.authenticate(credentials, { ...options, url });
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.typeOf(name);
		const expirable = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true);
		if (expirable === undefined) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials, name);
		if (output?.[expirable.name] === undefined) return undefined;
		await this.updateCredentials(node.credentials?.[name] ?? { id: null, name }, name, {
			...this.read(name),
			...output,
		});
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		name: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.typeOf(name).preAuthentication?.call(helpers, credentials);
		return output && textsIn(output);
	}

	/** A copy, because n8n modifies the credentials that it hands to nodes. */
	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		name: string,
	): Promise<ICredentialDataDecryptedObject> {
		return await Promise.resolve(structuredClone(this.read(name)));
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await Promise.resolve(this.keep(name, data));
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.updateCredentials(details, name, {
			...this.read(name),
			oauthTokenData: data.oauthTokenData ?? {},
		});
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.typeOf(name).properties;
	}

	async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('Encrypted credentials are not kept here'));
	}

	private typeOf(name: string): ICredentialType {
		const type = this.types[name];
		if (type === undefined) throw new Error(`This package has no credential ${name}`);
		return type;
	}
}

/** The result of a sign-in for the database: texts, for hidden fields of the credential. */
function textsIn(output: IDataObject): ICredentialDataDecryptedObject {
	return Object.fromEntries(Object.entries(output).map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
	if (typeof value !== 'string')
		throw new Error('A credential has something else than a text here');
	return value;
}
