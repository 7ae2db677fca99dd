import { writeFileSync } from 'node:fs';

import { checkAccount } from './accountCheck.mts';
import { SignInRefused } from './reading.mts';
import { summaryOf } from './report.mts';
import { readSettings, SettingRefused, type Settings } from './settings.mts';
import { terminalPerson } from './terminalPerson.mts';

/** `npm run check-account`: holds docs/assumptions.md against an account. See CONTRIBUTING.md. */
async function main(): Promise<void> {
	const settings = readSettings(process.argv.slice(2), process.env);
	const person = terminalPerson();
	try {
		await checkAndWrite(settings, person);
	} finally {
		person.close();
	}
}

async function checkAndWrite(
	settings: Settings,
	person: ReturnType<typeof terminalPerson>,
): Promise<void> {
	const { results, report, capture } = await checkAccount(settings, person);
	writeFileSync(settings.reportFile, report);
	person.say('');
	for (const line of summaryOf(results).split('\n')) person.say(line);
	person.say(`The report is in ${settings.reportFile}.`);
	if (capture !== undefined) {
		writeFileSync(settings.captureFile, capture);
		person.say(
			`The recorded notifications are in ${settings.captureFile}. See them again with: npm run simulator -- --replay ${settings.captureFile}`,
		);
	}
	person.say(
		'Numbers, names, IDs and secrets are masked in both. Please read them before you share them.',
	);
}

main().catch((reason: unknown) => {
	// Any other error may hold a request with its token.
	const isMeantForPeople = reason instanceof SettingRefused || reason instanceof SignInRefused;
	console.error(
		isMeantForPeople
			? reason.message
			: `The check ended early (${reason instanceof Error ? reason.name : 'unknown reason'}).`,
	);
	process.exitCode = 1;
});
