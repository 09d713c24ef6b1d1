import { Hono } from "hono";
import { type Delivery, findDelivery, nameRecipient } from "../../services/activity/deliveries.ts";
import { sendDeliveryAgain } from "../../services/workspaces/deliveries.ts";
import { deliveryWords } from "../delivery-words.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { Notice } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { pathOfDelivery } from "./delivery-path.ts";
import { DeliveryState, SendAgain, todoFor } from "./delivery-table.tsx";
import { openPlace, renderActivity, TABS } from "./frame.tsx";
import { Ignore } from "./ignore-form.tsx";
import { withQuery } from "./query.ts";

/** One delivery, and the way to send it again. */
export function createDeliveryDetailRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/activity/deliveries/:id", async (c) => {
		const row = await findDelivery(c.var.ctx, c.var.session.deskId, c.req.param("id"));
		return row ? renderDelivery(c, row) : renderNotFound(c);
	});
	app.post("/admin/activity/deliveries/:id/again", async (c) => {
		const { deskId } = c.var.session;
		const row = await findDelivery(c.var.ctx, deskId, c.req.param("id"));
		if (!row) return renderNotFound(c);
		const { id: deliveryId, workspaceId } = row;
		const result = await sendDeliveryAgain(c.var.ctx, { actor: actorOf(c), deskId, workspaceId, deliveryId });
		if (!result.ok && result.reason === "not_found") return renderNotFound(c);
		return c.redirect(withQuery(pathOfDelivery(row), { again: result.ok ? "sent" : result.reason }), 303);
	});
	return app;
}

async function renderDelivery(c: PageContext, row: Delivery) {
	const place = await openPlace(c);
	const view = place?.workspaces.find(({ workspace }) => workspace.id === row.workspaceId);
	if (!place || !view) return renderNotFound(c);
	const { locale, ctx } = c.var;
	const { activity, deliveries } = messagesFor(c);
	const { delivery: words } = activity;
	const named = deliveryWords(locale, place.desk.provider);
	const people = await nameRecipient(ctx, row);
	const time = (at: number) => <Moment at={at} now={place.now} locale={locale} timezone={place.timezone} />;
	const again = c.req.query("again") ?? "";
	const refusals: Record<string, string> = { gone: deliveries.gone, disabled: deliveries.stopped };
	const isProblem = row.state === "dead" || row.state === "unknown";
	const canBeSent = isProblem && again !== "sent" && view.workspace.state === "active";
	const body = (
		<>
			{again === "sent" && <Notice kind="good">{deliveries.sentAgain}</Notice>}
			{refusals[again] && <Notice kind="danger">{refusals[again]}</Notice>}
			<section class="card">
				<dl>
					<dt>{deliveries.state}</dt>
					<dd>
						<DeliveryState c={c} state={row.state} />
					</dd>
					{row.reason && (
						<>
							<dt>{words.reason}</dt>
							<dd>{named.reason(row.reason)}</dd>
						</>
					)}
					<dt>{deliveries.event}</dt>
					<dd>{named.event(row.eventType)}</dd>
					{row.ticketNumber !== null && (
						<>
							<dt>{activity.ticketTitle[place.desk.provider]}</dt>
							<dd>#{row.ticketNumber}</dd>
						</>
					)}
					<dt>{deliveries.destination}</dt>
					<dd>{named.destination(row, place.workspaces, people)}</dd>
					<dt>{activity.deliveries.workspace}</dt>
					<dd>
						<a href={`/admin/workspaces/${view.workspace.id}`}>{view.team.name}</a>
					</dd>
					<dt>{words.happened}</dt>
					<dd>{time(row.happenedAt)}</dd>
					<dt>{words.finished}</dt>
					<dd>{time(row.finishedAt)}</dd>
					<dt>{words.id}</dt>
					<dd>
						<code>{row.id}</code>
					</dd>
				</dl>
				{isProblem && (
					<>
						<h2>{words.next}</h2>
						<p>{row.ignoredAt === null ? todoFor(c, row) : activity.problems.isIgnored}</p>
						{view.workspace.state !== "active" && <p class="quiet">{deliveries.stopped}</p>}
						<div class="row">
							{canBeSent && <SendAgain c={c} row={row} look="first" />}
							<Ignore c={c} row={row} />
						</div>
					</>
				)}
			</section>
			<p class="row">
				{row.ticketNumber !== null && (
					<a href={withQuery(TABS.deliveries, { q: row.ticketNumber })}>{words.sameTicket}</a>
				)}
				<a href={TABS.deliveries}>{words.back}</a>
			</p>
			<p class="quiet small">{activity.times(place.timezone)}</p>
		</>
	);
	return renderActivity(c, { tab: isProblem ? "problems" : "deliveries", title: words.title, body });
}
