/** HTML of strangers → plain text. One pass, never throws, runs nothing, keeps no markup. */

/** Their content is not text. Where the end tag is missing the rest is dropped, as a browser would. */
const UNREAD = new Set(["script", "style", "title", "iframe", "template", "noembed"]);
const BLOCKS = new Set(
	(
		"address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 " +
		"head header hr html li main nav ol pre section table tbody tfoot thead tr ul"
	).split(" "),
);

interface List {
	ordered: boolean;
	count: number;
}

export function htmlToText(html: string): string {
	const writer = createWriter();
	const lists: List[] = [];
	let pre = 0;
	let at = 0;
	while (at < html.length) {
		const open = html.indexOf("<", at);
		writer.text(decodeEntities(html.slice(at, open < 0 ? undefined : open)), pre > 0);
		if (open < 0) break;
		const tag = readTag(html, open);
		if (!tag) {
			writer.text("<", pre > 0);
			at = open + 1;
			continue;
		}
		at = tag.end;
		const { name, closing } = tag;
		if (!closing && UNREAD.has(name)) {
			const end = new RegExp(`</${name}`, "gi");
			end.lastIndex = at;
			at = end.exec(html)?.index ?? html.length;
		} else if (name === "br") writer.lineBreak();
		else if (name === "p") writer.block(2);
		else if (name === "td" || name === "th") writer.space();
		else if (BLOCKS.has(name)) {
			writer.block(1);
			if (name === "pre") pre = Math.max(0, pre + (closing ? -1 : 1));
			if (name === "ul" || name === "ol") {
				if (closing) lists.pop();
				else lists.push({ ordered: name === "ol", count: 0 });
			}
			if (name === "li" && !closing) writer.mark(bullet(lists.at(-1)));
		}
	}
	return writer.finish();
}

function bullet(list: List | undefined): string {
	if (!list?.ordered) return "• ";
	list.count += 1;
	return `${list.count}. `;
}

interface Tag {
	name: string;
	closing: boolean;
	end: number;
}

/** null when the `<` at `open` begins no tag and is meant as a character. */
function readTag(html: string, open: number): Tag | null {
	if (html.startsWith("<!--", open)) {
		const end = html.indexOf("-->", open + 4);
		return { name: "", closing: false, end: end < 0 ? html.length : end + 3 };
	}
	const begin = /<(\/?)([a-z][^\s/>]*)|<[!?]/iy;
	begin.lastIndex = open;
	const match = begin.exec(html);
	if (!match) return null;
	const name = (match[2] ?? "").toLowerCase();
	return { name, closing: match[1] === "/", end: endOfTag(html, begin.lastIndex) };
}

/** Behind the `>` that closes the tag; a `>` inside a quoted attribute doesn't. */
function endOfTag(html: string, from: number): number {
	let at = from;
	while (at < html.length) {
		const char = html[at];
		if (char === ">") return at + 1;
		if (char === '"' || char === "'") {
			const close = html.indexOf(char, at + 1);
			// A quote that is never closed: then the next `>` ends the tag.
			at = close < 0 ? at : close;
		}
		at++;
	}
	return html.length;
}

function createWriter() {
	let out = "";
	let breaks = 0;
	let spaced = false;
	/** A bullet that waits for its text. */
	let pending = "";

	function flush(): void {
		if (out !== "") out += breaks > 0 ? "\n".repeat(Math.min(breaks, 2)) : spaced ? " " : "";
		out += pending;
		pending = "";
		breaks = 0;
		spaced = false;
	}
	return {
		text(raw: string, verbatim: boolean): void {
			if (raw === "") return;
			if (verbatim) {
				flush();
				out += raw.replaceAll("\r\n", "\n");
				return;
			}
			const collapsed = raw.replace(/[ \t\r\n\f]+/g, " ");
			const words = collapsed.replace(/^ | $/g, "");
			if (collapsed.startsWith(" ")) spaced = true;
			if (words === "") return;
			if (out.endsWith("\n")) spaced = false;
			flush();
			out += words;
			spaced = collapsed.endsWith(" ");
		},
		mark(bullet: string): void {
			pending = bullet;
		},
		space(): void {
			spaced = true;
		},
		lineBreak(): void {
			if (!pending) breaks += 1;
		},
		block(gap: number): void {
			if (!pending) breaks = Math.max(breaks, gap);
		},
		finish(): string {
			// Control characters say nothing to a reader; U+00A0 is only layout in mails.
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
			const clean = out.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").replaceAll("\u00a0", " ");
			return clean
				.split("\n")
				.map((line) => line.trimEnd())
				.join("\n")
				.replace(/\n{3,}/g, "\n\n")
				.trim();
		},
	};
}

/** U+00A0 to U+00FF in order. */
const LATIN_1 = (
	"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute " +
	"micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring " +
	"AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml " +
	"times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil " +
	"egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash " +
	"ugrave uacute ucirc uuml yacute thorn yuml"
).split(" ");

const NAMED = new Map<string, string>([
	["amp", "&"],
	["lt", "<"],
	["gt", ">"],
	["quot", '"'],
	["apos", "'"],
	["hellip", "…"],
	["mdash", "—"],
	["ndash", "–"],
	["lsquo", "‘"],
	["rsquo", "’"],
	["ldquo", "“"],
	["rdquo", "”"],
	["bull", "•"],
	["euro", "€"],
	["trade", "™"],
	["larr", "←"],
	["rarr", "→"],
	["zwnj", "\u200c"],
	["zwj", "\u200d"],
	...LATIN_1.map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
]);

/** `&lt;` → `<`. What is no entity stays as it is; decoded once, so `&amp;lt;` stays text. */
export function decodeEntities(text: string): string {
	return text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,7}));/gi,
		(whole, dec, hex, name) => {
			if (name) return NAMED.get(name) ?? whole;
			const code = dec ? Number(dec) : Number.parseInt(hex, 16);
			const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
			return isCharacter ? String.fromCodePoint(code) : "\ufffd";
		},
	);
}
