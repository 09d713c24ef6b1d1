import type { Delivery } from "../../services/activity/deliveries.ts";
import { type DeliveryWords, deliveryWords } from "../delivery-words.ts";
import type { PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { Action, State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { pathOfDelivery } from "./delivery-path.ts";
import type { Place } from "./frame.tsx";
import { Ignore } from "./ignore-form.tsx";

export function DeliveryTable(props: {
	c: PageContext;
	place: Place;
	rows: readonly Delivery[];
	people: ReadonlyMap<string, string>;
	/** Says what to do, with the buttons that do it and lead back to this filter; null: no list of problems. */
	problems: Record<string, string | undefined> | null;
}) {
	const { c, place, rows, people, problems } = props;
	const { deliveries: words } = messagesFor(c);
	const named = deliveryWords(c.var.locale, place.desk.provider);
	return (
		<table>
			<thead>
				<tr>
					{[words.time, words.event, words.destination, words.state].map((heading) => (
						<th scope="col">{heading}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<Row {...{ c, place, row, people, named, problems }} />
				))}
			</tbody>
		</table>
	);
}

function Row(props: {
	c: PageContext;
	place: Place;
	row: Delivery;
	people: ReadonlyMap<string, string>;
	named: DeliveryWords;
	problems: Record<string, string | undefined> | null;
}) {
	const { c, place, row, people, named, problems } = props;
	const view = place.workspaces.find(({ workspace }) => workspace.id === row.workspaceId);
	const number = row.ticketNumber === null ? "" : `#${row.ticketNumber}`;
	return (
		<tr>
			<td>
				<Moment at={row.finishedAt} now={place.now} locale={c.var.locale} timezone={place.timezone} />
			</td>
			<td>
				<a href={pathOfDelivery(row)}>
					{named.event(row.eventType)} <span class="number">{number}</span>
				</a>
			</td>
			<td>
				{named.destination(row, place.workspaces, people)}
				{place.workspaces.length > 1 && view && <div class="quiet">{view.team.name}</div>}
			</td>
			<td>
				<DeliveryState c={c} state={row.state} />
				{row.reason && <div class="quiet">{named.reason(row.reason)}</div>}
				{row.ignoredAt !== null && <div class="quiet">{messagesFor(c).activity.problems.isIgnored}</div>}
				{problems && (
					<>
						{row.ignoredAt === null && <div>{todoFor(c, row)}</div>}
						<div class="row">
							{view?.workspace.state === "active" && row.ignoredAt === null && <SendAgain c={c} row={row} />}
							<Ignore c={c} row={row} query={problems} />
						</div>
					</>
				)}
			</td>
		</tr>
	);
}

export function DeliveryState({ c, state }: { c: PageContext; state: Delivery["state"] }) {
	const kind = state === "posted" ? "good" : state === "not_sent" ? "off" : "attention";
	return <State kind={kind}>{messagesFor(c).deliveries.states[state]}</State>;
}

export function SendAgain({
	c,
	row,
	look = "plain",
}: {
	c: PageContext;
	row: Delivery;
	look?: "first" | "plain";
}) {
	return <Action to={`${pathOfDelivery(row)}/again`} label={messagesFor(c).deliveries.again} look={look} />;
}

/** What somebody does about a delivery that was given up, or whose end nobody knows. */
export function todoFor(c: PageContext, { state, reason }: Delivery): string {
	const { todo } = messagesFor(c).activity.problems;
	if (state === "unknown") return todo.unknown;
	const known: Record<string, string> = todo;
	return (reason && Object.hasOwn(known, reason) ? known[reason] : null) ?? todo.other;
}
