import fc from "fast-check";

/** What Slack, browsers, parsers and readers trip over, in pieces. */
const PIECES = [
	...[
		"<",
		">",
		"&",
		"*",
		"_",
		"~",
		"`",
		"```",
		"|",
		"!",
		"@",
		"#",
		":",
		";",
		"\\",
		'"',
		"'",
		"(",
		")",
		"[",
		"]",
	],
	...[
		"<!here>",
		"<!channel>",
		"<!everyone>",
		"<@U0MINA0001>",
		"<#C0SUPPORT1>",
		"<!subteam^S1>",
		"@here",
		"@channel",
	],
	...[
		"<!date^1^{date}|x>",
		"<https://evil.example|Zendesk>",
		"https://evil.example/?a=1&b",
		"mailto:a@evil.example",
	],
	...[
		"&lt;!here&gt;",
		"&amp;lt;",
		"&#60;",
		"&",
		"&#x3c;@U1&#x3e;",
		":boom:",
		":+1:",
		"> ",
		"\n> ",
		"*x*",
		"_x_",
		"~x~",
	],
	...[
		"\n",
		"\r\n",
		"\t",
		" ",
		"\u00a0",
		"\u3000",
		"\u2028",
		"\u0085",
		"\0",
		"\u0007",
		"\u001b[31m",
		"\ufeff",
	],
	...[
		"\u202e",
		"\u2066",
		"\u2069",
		"\u200b",
		"\u200c",
		"\u200d",
		"\u061c",
		"\ud800",
		"\udc00",
		"\u{e0041}",
		"e\u0301",
	],
	...[
		"שלום",
		"مرحبا",
		"件名",
		"ﾌﾟﾘﾝﾀｰ",
		"①",
		"👩‍💻",
		"🇯🇵",
		"👍🏽",
		"𠮷",
		"a",
		"1042",
		"Printer",
		"#1042",
		"0",
		"-1",
	],
	...["$1", "{{x}}", "%s", "__proto__", "constructor", "'; DROP TABLE x; --", "<script>", "</script>"],
] as const;

export const hostilePiece = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom(...PIECES) },
	{ weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 5 }) },
);

/** As long as a line, mostly. */
export const hostileText = fc.array(hostilePiece, { maxLength: 40 }).map((parts) => parts.join(""));

/** 40,000 characters: as much as Slack lets anybody write. */
export const hugeText = fc
	.array(hostilePiece, { minLength: 1, maxLength: 6 })
	.map((parts) => parts.join(""))
	.map((part) => (part || "x").repeat(Math.ceil(40_000 / (part.length || 1))).slice(0, 40_000));

export const anyText = fc.oneof(
	{ weight: 8, arbitrary: hostileText },
	{ weight: 1, arbitrary: hugeText },
	{ weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 300 }) },
);

/** How deep `[[[…]]]` and `{"a":{"a":…}}` go; written as text by `nest`, so that a report stays readable. */
export const deep = fc.record({
	around: fc.constantFrom(["[", "]"] as const, ['{"payload":', "}"] as const, ['{"a":[', "]}"] as const),
	depth: fc.integer({ min: 1, max: 50_000 }),
});

/** JSON that a recursive reader has no stack for. */
export function nest({
	around: [open, close],
	depth,
}: {
	around: readonly [string, string];
	depth: number;
}): string {
	return `${open.repeat(depth)}1${close.repeat(depth)}`;
}
