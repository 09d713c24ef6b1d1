import { HOSTILE } from "./view-fixtures.ts";

/** What people and machines put into a text, worst last. */
export const TEXTS: [string, string][] = [
	["ordinary", "Printer jam"],
	["Japanese", "プリンターが紙詰まりを起こしています"],
	["empty", ""],
	["invisible", "\u200b\u202e \n"],
	["hostile", HOSTILE],
	["10,000 characters of", "Lorem ipsum dolor sit ".repeat(500).slice(0, 10_000)],
	["10,000 ampersands of", "&".repeat(10_000)],
	["10,000 hostile characters of", HOSTILE.repeat(150).slice(0, 10_000)],
	["10,000 emoji of", "👩‍💻🔥".repeat(2000)],
	["10,000 lines of", "a\n".repeat(5000)],
	["quotation marks and", '"\\'.repeat(5000)],
];
