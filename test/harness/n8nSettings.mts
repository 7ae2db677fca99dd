import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Imported before n8n-core, which reads these when it is loaded: it writes an encryption key into the user's
// folder, and logs every error that a test provokes.
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'n8n-user-folder-'));
process.env.N8N_LOG_LEVEL ??= 'silent';
