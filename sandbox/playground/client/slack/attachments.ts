import { MAX_FILE_BYTES } from "../../file-limits.ts";
import type { Words } from "../words/words.ts";

export interface Attachment {
	name: string;
	mimetype: string;
	size: number;
	/** In base64. */
	data: string;
}

/** What was chosen, as far as it is small enough; otherwise the reason in words. */
export async function readAttachments(
	files: readonly File[],
	words: Pick<Words, "tooLarge">,
): Promise<{ read: Attachment[]; problem: string | null }> {
	const large = files.find(({ size }) => size > MAX_FILE_BYTES);
	const small = files.filter(({ size }) => size <= MAX_FILE_BYTES);
	const read = await Promise.all(small.map(readAttachment));
	return { read, problem: large ? words.tooLarge(large.name) : null };
}

async function readAttachment(file: File): Promise<Attachment> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = "";
	for (const byte of bytes) text += String.fromCharCode(byte);
	const mimetype = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream";
	return { name: file.name, mimetype, size: bytes.length, data: btoa(text) };
}

export function formatSize(bytes: number, locale: string): string {
	const value = Math.max(1, bytes / 1000);
	return new Intl.NumberFormat(locale, {
		style: "unit",
		unit: "kilobyte",
		unitDisplay: "short",
		maximumFractionDigits: value < 10 ? 1 : 0,
	}).format(value);
}
