import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface StoredFile {
	/** Below the folder that was read. */
	name: string;
	bytes: Buffer;
}

/** Every file of a folder, write-ahead logs and shared memory too, as raw bytes. */
export async function readStoredFiles(folder: string): Promise<StoredFile[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	return Promise.all(
		files.map(async ({ parentPath, name }) => {
			const path = join(parentPath, name);
			return { name: path.slice(folder.length + 1), bytes: await readFile(path) };
		}),
	);
}

/** Whether a text is in the bytes as it is: one byte or two bytes to a character, as V8 writes strings. */
export function holdsText(bytes: Buffer, text: string): boolean {
	return bytes.includes(text, 0, "utf8") || bytes.includes(text, 0, "utf16le");
}
