import { Hono } from "hono";
import * as v from "valibot";
import { vendorName } from "../locales/slack/vendor-name.ts";
import { findDesk } from "../services/desks/find-desk.ts";
import { findTimezone } from "../services/desks/standing.ts";
import {
	type DeskSession,
	listSessions,
	revokeOtherSessions,
	revokeSession,
} from "../services/sessions/desk-sessions.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { parseForm } from "./form.ts";
import { type Clock, Moment } from "./moment.tsx";
import { Action, Notice } from "./parts.tsx";
import { messagesFor, renderNotFound, renderPage } from "./render.tsx";
import { requireSession, stopSession } from "./session.ts";

import { actorOf } from "./workspace/frame.tsx";

const PATH = "/admin/sessions";
const endForm = v.object({ session: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });

/** Who is signed in to the pages of the session's desk, and the way to end that. */
export function createSessionRoutes() {
	const app = new Hono<AdminEnv>();
	app.use(`${PATH}/*`, requireSession);
	app.get(PATH, renderSessions);
	app.post(PATH, async (c) => {
		const entered = await parseForm(c, endForm);
		if (!entered.ok) return renderNotFound(c);
		const { id, deskId } = c.var.session;
		const sessionId = entered.values.session;
		await revokeSession(c.var.ctx, { actor: actorOf(c), deskId, sessionId });
		if (sessionId !== id) return c.redirect(`${PATH}?done=1`, 303);
		await stopSession(c);
		return c.redirect("/", 303);
	});
	app.post(`${PATH}/others`, async (c) => {
		const { id: sessionId, deskId } = c.var.session;
		await revokeOtherSessions(c.var.ctx, { actor: actorOf(c), deskId, sessionId });
		return c.redirect(`${PATH}?done=1`, 303);
	});
	return app;
}

async function renderSessions(c: PageContext) {
	const { ctx, session, locale } = c.var;
	const [desk, rows, timezone] = await Promise.all([
		findDesk(ctx.db, session.deskId),
		listSessions(ctx, session.deskId),
		findTimezone(ctx, session.deskId),
	]);
	if (!desk) return renderNotFound(c);
	const words = messagesFor(c).sessions;
	const clock = { now: ctx.now(), locale, timezone };
	const body = (
		<>
			{c.req.query("done") === "1" && <Notice kind="good">{words.ended}</Notice>}
			<p class="lead">{words.lead}</p>
			<table>
				<thead>
					<tr>
						{[words.who, words.since, words.ends, words.action].map((heading) => (
							<th scope="col">{heading}</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<Row c={c} row={row} clock={clock} />
					))}
				</tbody>
			</table>
			{rows.length > 1 ? (
				<p>
					<Action to={`${PATH}/others`} label={words.endOthers} look="second" />
				</p>
			) : (
				<p>{words.onlyThis}</p>
			)}
			<p class="quiet">{words.help(vendorName(desk.provider))}</p>
			<p>
				<a href="/admin/desk">{desk.name}</a>
			</p>
		</>
	);
	return renderPage(c, { title: words.title, body, place: "desk" });
}

function Row({ c, row, clock }: { c: PageContext; row: DeskSession; clock: Clock }) {
	const words = messagesFor(c).sessions;
	return (
		<tr>
			<th scope="row">{row.agentName}</th>
			<td data-label={words.since}>
				<Moment at={row.createdAt} {...clock} />
			</td>
			<td data-label={words.ends}>
				<Moment at={row.expiresAt} {...clock} />
			</td>
			<td class="whole">
				{row.id === c.var.session.id ? (
					<span class="quiet">{words.thisOne}</span>
				) : (
					<form method="post" action={PATH}>
						<input type="hidden" name="session" value={row.id} />
						<button type="submit" class="plain" aria-label={words.endLabel(row.agentName)}>
							{words.end}
						</button>
					</form>
				)}
			</td>
		</tr>
	);
}
