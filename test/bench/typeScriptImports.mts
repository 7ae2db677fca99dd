import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const workflowLibrary = pathToFileURL(createRequire(import.meta.url).resolve('n8n-workflow')).href;

/**
 * Lets Node run the package's sources without a build. They import each other without an extension, as
 * the compiler and n8n require, and share n8n-workflow with n8n-core, which loads its CommonJS build.
 * https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
registerHooks({
	resolve(specifier, context, nextResolve) {
		if (!context.conditions.includes('import')) return nextResolve(specifier, context);
		if (specifier === 'n8n-workflow') {
			return nextResolve(workflowLibrary, context);
		}
		const source = specifier.startsWith('.')
			? new URL(`${specifier}.ts`, context.parentURL)
			: undefined;
		return source && existsSync(fileURLToPath(source))
			? nextResolve(source.href, context)
			: nextResolve(specifier, context);
	},
});
