import { idLocator } from './idLocator';

/** The user's call with the person to transfer to. */
export const consultationField = idLocator({
	displayName: 'Consultation Call',
	name: 'consultationTelephonySessionId',
	required: true,
	description:
		'Your other call, with the person who takes over. It has to be answered, and not the same as the one above.',
	search: 'searchOtherCalls',
	listPlaceholder: 'Select a call...',
	idPlaceholder: 'e.g. s-a0d17931e6a3cz18b67acb764z1a2b0001',
});
