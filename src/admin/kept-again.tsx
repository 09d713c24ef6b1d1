import type { MiddlewareHandler } from "hono";
import type { AdminEnv } from "./env.ts";
import { findEntered, forgetKept } from "./kept-form.ts";
import { messagesFor, renderPage } from "./render.tsx";

/**
 * For forms whose rows only their own answer can show: what was entered before the session had ended is sent again as
 * it was, at a press, and is looked at like any other. Sent or given up, it is kept no more.
 */
export const offerAgain: MiddlewareHandler<AdminEnv> = async (c, next) => {
	const isGivenUp = c.req.query("now") === "1";
	const entered = c.req.method === "GET" && !isGivenUp ? await findEntered(c) : null;
	if (!entered) {
		await next();
		if (isGivenUp || (c.req.method === "POST" && c.res.status < 500)) await forgetKept(c);
		return;
	}
	const { again: words, seeSaved } = messagesFor(c).settings;
	const fields = { ...entered.fields, version: String(entered.version) };
	const body = (
		<section class="card">
			<p>{words.lead}</p>
			<form method="post" action={c.req.path}>
				{Object.entries(fields).map(([name, value]) => (
					<input type="hidden" name={name} value={value} />
				))}
				<div class="row">
					<button type="submit">{words.submit}</button>
					<a href={`${c.req.path}?now=1`}>{seeSaved}</a>
				</div>
			</form>
		</section>
	);
	return renderPage(c, { title: words.title, body, place: "salesforce" });
};
