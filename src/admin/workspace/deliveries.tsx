import { Hono } from "hono";
import * as v from "valibot";
import { findDesk } from "../../services/desks/find-desk.ts";
import {
	countWaiting,
	type Delivery,
	listDeliveries,
	sendDeliveryAgain,
} from "../../services/workspaces/deliveries.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { DeliveryState } from "../activity/delivery-table.tsx";
import { TABS } from "../activity/frame.tsx";
import { withQuery } from "../activity/query.ts";
import { type DeliveryWords, deliveryWords } from "../delivery-words.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { parseForm, requiredText } from "../form.ts";
import { Moment } from "../moment.tsx";
import { Action, Notice } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf, findOwn, pathOf, renderSection } from "./frame.tsx";

const SHOWN = 50;
const againForm = v.object({ delivery: requiredText(200) });

/** What became of the last events, and the way to send one again. */
export function createDeliveryRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/deliveries", async (c) => {
		const view = await findOwn(c);
		return view ? renderDeliveries(c, view) : renderNotFound(c);
	});
	app.post("/admin/workspaces/:id/deliveries", async (c) => {
		const entered = await parseForm(c, againForm);
		if (!entered.ok) return renderNotFound(c);
		const { deskId } = c.var.session;
		const place = { deskId, workspaceId: c.req.param("id"), deliveryId: entered.values.delivery };
		const result = await sendDeliveryAgain(c.var.ctx, { actor: actorOf(c), ...place });
		if (!result.ok && result.reason === "not_found") return renderNotFound(c);
		return c.redirect(`${c.req.path}?again=${result.ok ? "sent" : result.reason}`, 303);
	});
	return app;
}

async function renderDeliveries(c: PageContext, view: WorkspaceView) {
	const { ctx } = c.var;
	const { id: workspaceId, deskId } = view.workspace;
	const [rows, waiting, desk] = await Promise.all([
		listDeliveries(ctx, { deskId, workspaceId }, SHOWN),
		countWaiting(ctx, { objectId: view.team.objectId, workspaceId }),
		findDesk(ctx.db, deskId),
	]);
	const words = messagesFor(c, view.desk.provider).deliveries;
	const results: Record<string, string> = { gone: words.gone, disabled: words.stopped };
	const again = c.req.query("again") ?? "";
	const named = deliveryWords(c.var.locale, desk?.provider ?? null);
	const body = (
		<>
			{again === "sent" && <Notice kind="good">{words.sentAgain}</Notice>}
			{results[again] && <Notice kind="danger">{results[again]}</Notice>}
			<p class="lead">
				{words.lead}{" "}
				<a href={withQuery(TABS.deliveries, { workspace: workspaceId })}>
					{messagesFor(c).activity.day.toDeliveries}
				</a>
			</p>
			{waiting !== null && waiting > 0 && (
				<p>
					<strong>{words.waiting(String(waiting))}</strong> <span class="quiet">{words.waitingHelp}</span>
				</p>
			)}
			{rows.length === 0 ? (
				<p>{words.none}</p>
			) : (
				<table>
					<thead>
						<tr>
							{[words.time, words.event, words.ticket, words.destination, words.state].map((heading) => (
								<th scope="col">{heading}</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map((row) => (
							<Row c={c} view={view} row={row} named={named} />
						))}
					</tbody>
				</table>
			)}
		</>
	);
	return renderSection(c, { view, title: words.title, body });
}

function Row(props: { c: PageContext; view: WorkspaceView; row: Delivery; named: DeliveryWords }) {
	const { c, view, row, named } = props;
	const now = c.var.ctx.now();
	const words = messagesFor(c, view.desk.provider).deliveries;
	const canBeSent = row.state === "dead" || row.state === "unknown";
	const isActive = view.workspace.state === "active";
	return (
		<tr>
			<td>
				<Moment at={row.finishedAt} now={now} locale={c.var.locale} timezone={view.workspace.timezone} />
			</td>
			<td>{named.event(row.eventType)}</td>
			<td class="number">{row.ticketNumber === null ? "" : `#${row.ticketNumber}`}</td>
			<td>{named.destination(row, [view])}</td>
			<td>
				<DeliveryState c={c} state={row.state} />
				{row.reason && <div class="quiet">{named.reason(row.reason)}</div>}
				{row.state === "unknown" && <div class="quiet">{words.unknownHelp}</div>}
				{canBeSent && isActive && (
					<Action
						to={`${pathOf(view)}/deliveries`}
						name="delivery"
						value={row.id}
						label={words.again}
						look="plain"
					/>
				)}
			</td>
		</tr>
	);
}
