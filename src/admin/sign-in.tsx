import { Hono } from "hono";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { listDesks } from "../services/desks/list-desks.ts";
import type { AdminEnv } from "./env.ts";
import { Action } from "./parts.tsx";
import { messagesFor, renderPage } from "./render.tsx";
import { stopSession } from "./session.ts";

/** An administrator of a connected desk comes back. */
export function createSignInRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/sign-in", async (c) => {
		const { signIn, home } = messagesFor(c);
		const desks = (await listDesks(c.var.ctx)).filter(({ portalId }) => portalId !== null);
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
		return renderPage(c, { title: signIn.title, body, place: "overview" });
	});
	app.post("/admin/sign-out", async (c) => {
		await stopSession(c);
		return c.redirect("/", 303);
	});
	return app;
}
