import { sql } from "drizzle-orm";
import { Hono } from "hono";
import * as v from "valibot";
import { readConfig } from "../config.ts";
import type { Context } from "../context.ts";
import { findSetupEntries } from "../services/activity/audit.ts";
import type { Desk } from "../services/desks/find-desk.ts";
import { listDesks } from "../services/desks/list-desks.ts";
import { recheckWebhooks } from "../services/hearing/webhook-subscription.ts";
import { describeSettings } from "../services/settings/describe-settings.ts";
import { saveSettings } from "../services/settings/save-settings.ts";
import { APP_NAME, buildManifest, COMMAND } from "../slack/manifest.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { type FormProblem, parseForm, requiredText } from "./form.ts";
import { parseOrigin } from "./origin.ts";
import { messagesFor, renderPage } from "./render.tsx";
import { hasSetup, requireSetup } from "./setup-access.ts";
import { ConfigProblems, SetupPage } from "./setup-page.tsx";
import { renderTokenForm } from "./setup-token.tsx";
import { findMissingSecrets, slackForm, toSlackSettings } from "./slack-form.ts";

/** Enough to see who was here last. */
const CHANGES = 20;

const originForm = v.object({ origin: requiredText(300) });

/** `/setup`: the only page that answers without a configuration, since it says what is wrong with it. */
export function createSetupRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/setup", async (c) => {
		const config = readConfig(c.env);
		if (!config.ok) {
			const { problem } = messagesFor(c);
			const body = <ConfigProblems locale={c.var.locale} problems={config.problems} />;
			return renderPage(c, { title: problem.configTitle, body, status: 503 });
		}
		return (await hasSetup(c)) ? renderSetup(c) : renderTokenForm(c);
	});
	app.post("/setup/origin", requireSetup, async (c) => {
		const form = await parseForm(c, originForm);
		if (!form.ok) return renderSetup(c, form);
		const origin = parseOrigin(form.values.origin);
		if (!origin) return renderSetup(c, { input: form.values, errors: { origin: "invalid" } });
		await saveSettings(c.var.ctx, { origin });
		await recheckWebhooks(c.var.ctx);
		return c.redirect("/setup?saved=origin", 303);
	});
	app.post("/setup/slack", requireSetup, async (c) => {
		const form = await parseForm(c, slackForm);
		if (!form.ok) return renderSetup(c, form);
		const missing = findMissingSecrets(form.values, await describeSettings(c.var.ctx));
		if (missing) return renderSetup(c, { input: form.values, errors: missing });
		await saveSettings(c.var.ctx, await toSlackSettings(c.var.ctx, form.values));
		return c.redirect("/setup?saved=slack", 303);
	});
	app.get("/setup/manifest.json", requireSetup, async (c) => {
		const { origin } = await describeSettings(c.var.ctx);
		const manifest = buildManifest({
			origin: origin ?? new URL(c.req.url).origin,
			command: COMMAND,
			name: APP_NAME,
			ticketHosts: ticketHostsOf(c.var.ctx, await listDesks(c.var.ctx)),
		});
		c.header("content-disposition", 'attachment; filename="deskbridge-slack-manifest.json"');
		return c.body(JSON.stringify(manifest, null, 2), 200, { "content-type": "application/json" });
	});
	return app;
}

function ticketHostsOf(ctx: Context, desks: Desk[]): string[] {
	return desks.flatMap((desk) => ctx.provider(desk.provider).ticketHosts(desk));
}

async function renderSetup(c: PageContext, problem?: FormProblem) {
	const { ctx, locale } = c.var;
	const databaseAnswers = await ctx.db.get(sql`select 1`).then(
		() => true,
		() => false,
	);
	const desks = databaseAnswers ? await listDesks(ctx) : [];
	const body = (
		<SetupPage
			locale={locale}
			settings={databaseAnswers ? await describeSettings(ctx) : null}
			desks={desks}
			ticketHosts={ticketHostsOf(ctx, desks)}
			requestOrigin={new URL(c.req.url).origin}
			changes={databaseAnswers ? await findSetupEntries(ctx, CHANGES) : []}
			now={ctx.now()}
			problem={problem ?? null}
			saved={c.req.query("saved") ?? null}
		/>
	);
	const { setup } = messagesFor(c);
	return renderPage(c, { title: setup.title, body, place: "setup", status: problem ? 422 : 200 });
}
