import { Hono } from "hono";
import * as v from "valibot";
import { equalSecrets } from "../lib/crypto.ts";
import { describeSettings } from "../services/settings/describe-settings.ts";
import { saveSettings } from "../services/settings/save-settings.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { parseForm, requiredText } from "./form.ts";
import { mayGoOn } from "./limits.ts";
import { parseOrigin } from "./origin.ts";
import { Field } from "./parts.tsx";
import { messagesFor, renderPage } from "./render.tsx";
import { grantSetup } from "./setup-access.ts";

const tokenForm = v.object({ token: requiredText(500) });

export function createTokenRoutes() {
	return new Hono<AdminEnv>().post("/setup/token", async (c) => {
		const { token: words } = messagesFor(c);
		if (!(await mayGoOn(c, c.env.SETUP_LIMIT, "setup"))) return renderTokenForm(c, words.limited, 429);
		const form = await parseForm(c, tokenForm);
		const { ctx } = c.var;
		const right = form.ok && (await equalSecrets(form.values.token, ctx.config.setupToken));
		if (!right) {
			ctx.log.warn("setup.refused");
			return renderTokenForm(c, words.wrong, 403);
		}
		await grantSetup(c);
		await proposeOrigin(c);
		return c.redirect("/setup", 303);
	});
}

export function renderTokenForm(c: PageContext, error?: string, status: 200 | 403 | 429 = 200) {
	const { token } = messagesFor(c);
	const body = (
		<>
			<p class="lead">{token.lead}</p>
			<form method="post" action="/setup/token" class="card">
				<Field name="token" type="password" label={token.label} help={token.help} error={error} />
				<button type="submit">{token.submit}</button>
			</form>
		</>
	);
	return renderPage(c, { title: token.title, body, status });
}

/** The address at which setup is first opened is most likely the public one; it can be changed. */
async function proposeOrigin(c: PageContext): Promise<void> {
	const { ctx } = c.var;
	const origin = parseOrigin(new URL(c.req.url).origin);
	if (origin && (await describeSettings(ctx)).origin === null) await saveSettings(ctx, { origin });
}
