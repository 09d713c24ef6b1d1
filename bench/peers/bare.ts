/** The least that answers a command: the signature, one read, a small JSON. */
import { Hono } from "hono";
import { importHmacKey } from "../../src/lib/crypto.ts";
import { isSignedBySlack } from "../../src/slack/verify.ts";
import { LOCALE, type PeerEnv, readCaller } from "./peer-env.ts";

let key: CryptoKey | null = null;
let urls: string[] | null = null;

const app = new Hono<{ Bindings: PeerEnv }>();

app.post("/slack/commands", async (c) => {
	const fields = await verify(c.req.raw, c.env);
	if (!fields) return c.body(null, 401);
	const rows = await readCaller(c.env, (name) => fields.get(name) ?? "");
	return c.json({ response_type: "ephemeral", text: `help for ${rows[0]?.[LOCALE]}` });
});

/** And the same fetches as the product, side by side. */
app.post("/slack/commands/ticket", async (c) => {
	const fields = await verify(c.req.raw, c.env);
	if (!fields) return c.body(null, 401);
	const rows = await readCaller(c.env, (name) => fields.get(name) ?? "");
	urls ??= JSON.parse(c.env.TICKET_URLS) as string[];
	const number = fields.get("text") ?? "";
	const answers = await Promise.all(
		urls.map(async (url) => {
			const response = await fetch(url.replaceAll("{number}", number), {
				headers: { authorization: "Bearer x" },
			});
			return (await response.json()) as { ticket?: { subject?: string } };
		}),
	);
	const subject = answers.find(({ ticket }) => ticket)?.ticket?.subject;
	return c.json({ response_type: "ephemeral", text: `${subject} for ${rows[0]?.[LOCALE]}` });
});

async function verify(request: Request, env: PeerEnv): Promise<URLSearchParams | null> {
	const rawBody = await request.text();
	key ??= await importHmacKey(env.SLACK_SIGNING_SECRET);
	const isSigned = await isSignedBySlack([key], request.headers, rawBody, Date.now());
	return isSigned ? new URLSearchParams(rawBody) : null;
}

export default app;
