/** The demonstration account of a fresh simulator. */

export type ExtensionType = 'User' | 'Department' | 'ParkLocation';

export interface Device {
	id: string;
	type: 'HardPhone' | 'SoftPhone' | 'OtherPhone';
	name: string;
	status: 'Online' | 'Offline';
}

export interface ForwardingNumber {
	id: string;
	phoneNumber: string;
	label: string;
	type: 'Home' | 'Mobile' | 'Work' | 'PhoneLine' | 'Other';
	/** The digit a user presses to flip a call to this number. */
	flipNumber: string;
}

export interface Extension {
	/** RingCentral's internal identifier, a numeric string. */
	id: string;
	/** The short number, which colleagues dial. */
	number: string;
	name: string;
	type: ExtensionType;
	email?: string;
	/** E.164. */
	directNumber?: string;
	devices: readonly Device[];
	forwardingNumbers: readonly ForwardingNumber[];
	/** Call queues only: the extensions that its calls ring. */
	memberIds?: readonly string[];
}

export const account = {
	id: '37439510',
	name: 'Simulated Company',
	brand: { id: '1210', name: 'RingCentral' },
} as const;

/** The company's time zone, under RingCentral's name for it. */
export const timeZone = {
	id: '58',
	name: 'US/Pacific',
	description: 'Pacific Time (US & Canada)',
	bias: '-480',
} as const;

/** A country that RingCentral knows. */
export interface Country {
	id: string;
	name: string;
	isoCode: string;
	/** Without plus. */
	callingCode: string;
}

/** The ID is documented; the IDs of other countries are made up. */
export const unitedStates: Country = {
	id: '1',
	name: 'United States',
	isoCode: 'US',
	callingCode: '1',
};

export const countries: readonly Country[] = [
	unitedStates,
	{ id: '39', name: 'Canada', isoCode: 'CA', callingCode: '1' },
	{ id: '224', name: 'United Kingdom', isoCode: 'GB', callingCode: '44' },
];

/** E.164; rings Reception, which is the account's operator. */
export const mainNumber = '+14155550100';

export const application = {
	clientId: 'simulator-app',
	clientSecret: 'simulator-app-secret',
	/** Granted by default; `PATCH /sim/options` takes some away. */
	permissions: [
		'ReadAccounts',
		'ReadPresence',
		'EditPresence',
		'ReadCallLog',
		'ReadCallRecording',
		'ReadMessages',
		'CallControl',
		'RingOut',
		'SMS',
		'SubscriptionWebhook',
		'WebSocketsSubscription',
	],
} as const;

export const reception: Extension = {
	id: '37439511',
	number: '101',
	name: 'Reception',
	type: 'User',
	email: 'reception@example.com',
	directNumber: '+14155550101',
	devices: [
		{ id: '801101', type: 'HardPhone', name: 'Front desk phone', status: 'Online' },
		{ id: '801102', type: 'SoftPhone', name: 'Front desk computer', status: 'Online' },
		{ id: '801103', type: 'HardPhone', name: 'Old front desk phone', status: 'Offline' },
	],
	forwardingNumbers: [
		{
			id: '901101',
			phoneNumber: '+14155550151',
			label: 'Reception mobile',
			type: 'Mobile',
			flipNumber: '2',
		},
	],
};

export const accountManager: Extension = {
	id: '37439512',
	number: '102',
	name: 'Account Manager',
	type: 'User',
	email: 'account.manager@example.com',
	directNumber: '+14155550102',
	devices: [{ id: '801201', type: 'HardPhone', name: 'Account manager phone', status: 'Online' }],
	forwardingNumbers: [
		{
			id: '901201',
			phoneNumber: '+14155550152',
			label: 'Account manager mobile',
			type: 'Mobile',
			flipNumber: '2',
		},
	],
};

export const salesDesk: Extension = {
	id: '37439513',
	number: '103',
	name: 'Sales Desk',
	type: 'User',
	email: 'sales.desk@example.com',
	directNumber: '+14155550103',
	devices: [{ id: '801301', type: 'HardPhone', name: 'Sales phone', status: 'Online' }],
	forwardingNumbers: [],
};

export const supportDesk: Extension = {
	id: '37439514',
	number: '104',
	name: 'Support Desk',
	type: 'User',
	email: 'support.desk@example.com',
	directNumber: '+14155550104',
	devices: [{ id: '801401', type: 'HardPhone', name: 'Support phone', status: 'Online' }],
	forwardingNumbers: [],
};

export const salesQueue: Extension = {
	id: '37439520',
	number: '200',
	name: 'Sales Queue',
	type: 'Department',
	directNumber: '+14155550120',
	devices: [],
	forwardingNumbers: [],
	memberIds: [salesDesk.id, supportDesk.id],
};

export const frontPark: Extension = {
	id: '37439530',
	number: '300',
	name: 'Front Park',
	type: 'ParkLocation',
	devices: [],
	forwardingNumbers: [],
};

export const extensions: readonly Extension[] = [
	reception,
	accountManager,
	salesDesk,
	supportDesk,
	salesQueue,
	frontPark,
];

/** Greets callers before a phone rings; RingCentral shows it as an extension without a phone. */
export const mainMenu = { id: '37439540', name: 'Main Menu' } as const;

/** The user that signs in by default. */
export const signedInUser = reception;

export function extensionById(id: string): Extension | undefined {
	return extensions.find((extension) => extension.id === id);
}

export function extensionByNumber(number: string): Extension | undefined {
	return extensions.find((extension) => extension.number === number);
}

/** The extension that this number rings; undefined outside the account. */
export function extensionByPhoneNumber(phoneNumber: string): Extension | undefined {
	if (phoneNumber === mainNumber) return reception;
	return extensions.find((extension) => extension.directNumber === phoneNumber);
}

export function deviceById(id: string): { device: Device; extension: Extension } | undefined {
	for (const extension of extensions) {
		const device = extension.devices.find((candidate) => candidate.id === id);
		if (device) return { device, extension };
	}
	return undefined;
}

export interface KnownJwt {
	assertion: string;
	/** The extension that the JWT signs in. */
	extensionId: string;
	/** The only application that may use it, as chosen in the developer console. */
	clientId: string;
}

/** A JWT credential as the developer console issues it; the simulator does not check its signature. */
function jwtFor(extension: Extension, clientId: string): KnownJwt {
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const assertion = [
		encode({ kid: 'simulator', typ: 'JWT', alg: 'RS256' }),
		encode({ aud: clientId, sub: extension.id, iss: 'https://platform.ringcentral.com' }),
		Buffer.from(`signature of ${extension.number} for ${clientId}`).toString('base64url'),
	].join('.');
	return { assertion, extensionId: extension.id, clientId };
}

const allowed = jwtFor(signedInUser, application.clientId);
const ofAccountManager = jwtFor(accountManager, application.clientId);
const notAllowedForThisApp = jwtFor(signedInUser, 'another-app');

/** Signs Reception in. */
export const jwtCredential = allowed.assertion;

/** All JWTs that the token endpoint recognises. */
export const jwts = { allowed, notAllowedForThisApp, ofAccountManager } as const;
