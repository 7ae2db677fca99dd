// Runs n8n's own verification scan on a folder and prints JSON. A separate program, because the scan is an ES
// module and the test runner loads CommonJS. Usage: node scan.mjs <folder> <source|tarball>
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, kind] = process.argv.slice(2);
const patterns = kind === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message, details } = await analyzePackage(folder, patterns);
process.stdout.write(JSON.stringify({ passed, message, details }));
