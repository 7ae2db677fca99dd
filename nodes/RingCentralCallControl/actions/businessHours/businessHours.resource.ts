import type { Resource } from '../operation';
import { check } from './check.operation';

export const businessHoursResource: Resource = {
	name: 'Business Hours',
	value: 'businessHours',
	description: 'When the company or an extension is open, as set in RingCentral',
	operations: [check],
	defaultOperation: check,
};
