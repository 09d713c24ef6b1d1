import { Hono } from "hono";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { listDesks } from "../services/desks/list-desks.ts";
import type { AdminEnv } from "./env.ts";
import { findKeptDesk } from "./kept-form.ts";
import { Action, Notice } from "./parts.tsx";
import { messagesFor, renderPage } from "./render.tsx";
import { stopSession } from "./session.ts";

/** An administrator of a connected desk comes back. */
export function createSignInRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/sign-in", async (c) => {
		const { signIn, home } = messagesFor(c);
		const all = (await listDesks(c.var.ctx)).filter(({ portalId }) => portalId !== null);
		// What was entered is shown after signing in to its own desk only.
		const keptDesk = await findKeptDesk(c);
		const desks = all.toSorted((a, b) => Number(b.id === keptDesk) - Number(a.id === keptDesk));
		const ended = c.req.query("ended");
		const body =
			desks.length === 0 ? (
				<>
					<p>{signIn.none}</p>
					<a class="button" href="/setup">
						{home.toSetup}
					</a>
				</>
			) : (
				<>
					{ended && (
						<Notice kind="info">{ended === "kept" && keptDesk ? signIn.endedKept : signIn.ended}</Notice>
					)}
					<p class="lead">{signIn.lead}</p>
					{desks.map(({ id, name, provider }) => (
						<section class="card">
							<h2>{name}</h2>
							<Action
								to={`/admin/desks/${id}/sign-in`}
								name="intent"
								value="session"
								label={signIn.submit(vendorName(provider))}
							/>
						</section>
					))}
				</>
			);
		return renderPage(c, { title: signIn.title, body });
	});
	app.post("/admin/sign-out", async (c) => {
		await stopSession(c);
		return c.redirect("/", 303);
	});
	return app;
}
