import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// n8n-core writes an encryption key into the user's folder as soon as it is loaded. Imported before
// it, this sends the key to a folder of its own.
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-user-folder-'));
