import type { Delivery } from "../../services/activity/deliveries.ts";
import { type DeliveryWords, deliveryWords } from "../delivery-words.ts";
import type { PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { Action, State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import type { Place } from "./frame.tsx";

export function pathOfDelivery({ id }: Pick<Delivery, "id">): string {
	return `/admin/activity/deliveries/${encodeURIComponent(id)}`;
}

export function DeliveryTable(props: {
	c: PageContext;
	place: Place;
	rows: readonly Delivery[];
	people: ReadonlyMap<string, string>;
	/** Says what to do, with the button that does it. */
	isProblems: boolean;
}) {
	const { c, place, rows, people, isProblems } = props;
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
					<Row {...{ c, place, row, people, named, isProblem: isProblems }} />
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
	isProblem: boolean;
}) {
	const { c, place, row, people, named, isProblem } = props;
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
				{isProblem && <div>{todoFor(c, row)}</div>}
				{isProblem && view?.workspace.state === "active" && <SendAgain c={c} row={row} />}
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
