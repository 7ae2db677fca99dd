const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync } = require('node:fs');
const { rm } = require('node:fs/promises');
const path = require('node:path');

const { dest, series, src } = require('gulp');

const manifest = require('./package.json');

const output = path.join(__dirname, 'dist');

function clean() {
	return rm(output, { recursive: true, force: true });
}

// tsc also copies the codex files (*.node.json): tsconfig.json includes them.
function compile() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc')], {
		cwd: __dirname,
		stdio: 'inherit',
	});
}

function copyIcons() {
	// One pattern a folder: gulp would walk all of node_modules for a pattern that starts with braces.
	const icons = ['icons', 'nodes', 'credentials'].map((folder) => `${folder}/**/*.{png,svg}`);
	return src(icons, { cwd: __dirname, base: __dirname, encoding: false, allowEmpty: true }).pipe(
		dest(output),
	);
}

/** Fails the build where n8n would skip a file that it cannot load, or show a blank icon. */
async function checkWhatN8nLoads() {
	const { nodes, credentials } = manifest.n8n;
	const missing = [...nodes, ...credentials].flatMap((file) => {
		const absolute = path.join(__dirname, file);
		if (!existsSync(absolute)) return [`${file}, which package.json names under "n8n"`];
		return iconsOf(absolute)
			.filter((icon) => !existsSync(icon))
			.map((icon) => `${path.relative(__dirname, icon)}, the icon of ${file}`);
	});
	if (missing.length > 0) {
		throw new Error(`The build lacks ${missing.join('; ')}`);
	}
}

/** The files that a built node or credential names as its icons, as absolute paths. */
function iconsOf(file) {
	const className = path.basename(file).split('.')[0];
	const instance = new (require(file)[className])();
	const icon = instance.description?.icon ?? instance.icon;
	const references = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
	return references
		.filter((reference) => reference.startsWith('file:'))
		.map((reference) => path.resolve(path.dirname(file), reference.slice('file:'.length)));
}

/**
 * Writes the descriptions of nodes and credentials that n8n reads at its start. With these files n8n loads a node when
 * a workflow uses it, like its own nodes; without them it loads all nodes at once.
 * https://github.com/n8n-io/n8n/blob/master/packages/core/src/nodes-loader/lazy-package-directory-loader.ts
 */
async function describeForN8n() {
	const generator = path.join(path.dirname(require.resolve('n8n-core/package.json')), 'bin');
	const generation = spawn(process.execPath, [path.join(generator, 'generate-metadata')], {
		cwd: __dirname,
		stdio: 'inherit',
	});
	const [exitCode] = await once(generation, 'exit');
	if (exitCode !== 0) throw new Error('The descriptions for n8n were not written');
	// n8n's generator also lists the methods, for a check of n8n's own repository.
	await rm(path.join(output, 'methods'), { recursive: true });
}

exports.clean = clean;
exports.build = series(clean, compile, copyIcons, checkWhatN8nLoads, describeForN8n);
exports.default = exports.build;
