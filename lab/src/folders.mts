// The same folders as in setup.mjs, which tests that run as CommonJS cannot import.
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..');
export const labFolder = path.join(projectRoot, '.lab');
