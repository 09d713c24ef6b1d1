import { Hono } from "hono";
import type { AdminEnv } from "./env.ts";
import { messagesFor, renderPage } from "./render.tsx";

export function createHomeRoutes() {
	return new Hono<AdminEnv>().get("/", (c) => {
		const { home } = messagesFor(c);
		const body = (
			<>
				<p class="lead">{home.what}</p>
				<p>{home.people}</p>
				<p>{home.administrators}</p>
				<p>{home.operators}</p>
				<div class="row">
					<a class="button" href="/admin">
						{home.signIn}
					</a>
					<a class="button second" href="/setup">
						{home.toSetup}
					</a>
				</div>
			</>
		);
		return renderPage(c, { title: home.title, body });
	});
}
