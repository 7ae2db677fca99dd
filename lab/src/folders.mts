// The same places as in setup.mjs, which cannot be imported from tests that run as CommonJS.
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..');
export const labFolder = path.join(projectRoot, '.lab');
