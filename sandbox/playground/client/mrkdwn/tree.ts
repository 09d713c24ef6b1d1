/** What a text in Slack's markup says. No node holds markup or HTML: every `text` is for a text node. */
export type Inline =
	| { kind: "text"; text: string }
	| { kind: "bold" | "italic" | "strike"; children: Inline[] }
	| { kind: "code"; text: string }
	| { kind: "link"; url: string; label: string }
	| { kind: "user"; id: string; label: string | null }
	| { kind: "channel"; id: string; label: string | null }
	| { kind: "group"; id: string; label: string | null }
	| { kind: "broadcast"; range: "here" | "channel" | "everyone" }
	| { kind: "date"; epoch: number; format: string; url: string | null; fallback: string }
	| { kind: "emoji"; name: string }
	| { kind: "break" };

export type Block =
	| { kind: "paragraph"; children: Inline[] }
	| { kind: "quote"; children: Inline[] }
	| { kind: "pre"; text: string };
