import { malformed } from "./syntax.ts";

const ESCAPES: Readonly<Record<string, string>> = {
	n: "\n",
	r: "\r",
	t: "\t",
	b: "\b",
	f: "\f",
	'"': '"',
	"'": "'",
	"\\": "\\",
};

/** What stands between the quotes. Every backslash must begin one of the known sequences. */
export function readString(quoted: string): string {
	return readEscapes(quoted, (letter) => {
		const plain = ESCAPES[letter];
		if (plain === undefined) throw illegal(letter);
		return plain;
	});
}

/** `%` and `_` stand for anything, unless they are escaped. Case does not count. */
export function readPattern(quoted: string): RegExp {
	let source = "";
	const quote = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
	const literal = (letter: string) => {
		const plain = letter === "_" || letter === "%" ? letter : ESCAPES[letter];
		if (plain === undefined) throw illegal(letter);
		// Kept apart from the wildcards until the end.
		return plain === "_" ? "\u0001" : plain === "%" ? "\u0002" : plain;
	};
	for (const letter of readEscapes(quoted, literal)) {
		if (letter === "%") source += ".*";
		else if (letter === "_") source += ".";
		else if (letter === "\u0001") source += "_";
		else if (letter === "\u0002") source += "%";
		else source += quote(letter);
	}
	return new RegExp(`^${source}$`, "is");
}

function readEscapes(quoted: string, toPlain: (letter: string) => string): string {
	const body = quoted.slice(1, -1);
	return body.replace(/\\(u[0-9a-fA-F]{4}|.)?/gs, (_, sequence: string | undefined) => {
		if (sequence?.length === 5) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
		return toPlain(sequence ?? "");
	});
}

function illegal(letter: string) {
	return malformed(`Illegal string literal: invalid escape sequence \\${letter}`);
}
