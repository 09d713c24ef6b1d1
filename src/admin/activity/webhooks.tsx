import { Hono } from "hono";
import * as v from "valibot";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import {
	findHints,
	findIntake,
	type Hint,
	type IntakeCounts,
	MAX_COUNTED,
	type Subscription,
} from "../../services/activity/intake.ts";
import { lookAgain } from "../../services/activity/look-again.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";
import { Action, SelectField, State } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { openPlace, type Place, renderActivity, TABS } from "./frame.tsx";
import { FilterForm, Pager } from "./list-parts.tsx";
import { choice, parseQuery, toCursor, words } from "./query.ts";

const SHOWN = 50;
const STATES = ["done", "waiting", "dead"] as const;
const hintQuery = v.object({ state: choice(STATES), after: words(300) });

/** What the desk told by webhook, and whether it may. */
export function createIntakeRoutes() {
	const app = new Hono<AdminEnv>();
	app.post(`${TABS.webhooks}/look-again`, async (c) => {
		await lookAgain(c.var.ctx, c.var.session.deskId, actorOf(c));
		return c.redirect(TABS.webhooks, 303);
	});
	return app.get(TABS.webhooks, async (c) => {
		const place = await openPlace(c);
		const asked = parseQuery(c, hintQuery);
		if (!place || !asked.ok) return renderNotFound(c);
		const { state, after: began } = asked.values;
		const { ctx } = c.var;
		const { id, provider } = place.desk;
		const after = toCursor(began);
		const [page, { counts, subscription }] = await Promise.all([
			findHints(ctx, id, state ?? null, { after, limit: SHOWN }),
			findIntake(ctx, id),
		]);
		const { activity } = messagesFor(c);
		const own = activity.webhooks;
		const ticket = activity.ticketWord[provider];
		const path = TABS.webhooks;
		const body = (
			<>
				<p class="lead">{own.lead(vendorName(provider), ticket)}</p>
				<SubscriptionCard {...{ c, place, subscription, counts }} />
				{counts.dead > 0 && (
					<>
						<p>{own.deadHelp(ticket)}</p>
						<Action to={`${TABS.webhooks}/look-again`} label={own.lookAgain} look="second" />
					</>
				)}
				<FilterForm c={c} path={path} isUsed={state !== undefined}>
					<SelectField
						name="state"
						label={messagesFor(c).deliveries.state}
						value={state ?? ""}
						empty={activity.all}
						options={STATES.map((one) => ({ value: one, label: own.states[one] }))}
					/>
				</FilterForm>
				{page.rows.length > 0 ? (
					<HintTable c={c} place={place} rows={page.rows} />
				) : (
					!page.next && <p>{state || after ? activity.nothingFits : own.none(vendorName(provider))}</p>
				)}
				<Pager {...{ c, place, path, query: { state }, isFirst: !after, page }} />
				<p class="quiet small">{activity.times(place.timezone)}</p>
			</>
		);
		return renderActivity(c, { tab: "webhooks", body });
	});
}

function SubscriptionCard(props: {
	c: PageContext;
	place: Place;
	subscription: Subscription | null;
	counts: IntakeCounts;
}) {
	const { c, place, subscription, counts } = props;
	const { activity, common } = messagesFor(c);
	const own = activity.webhooks;
	const state = subscription?.state ?? "none";
	const kind = state === "active" ? "good" : state === "none" ? "off" : "attention";
	const time = (at: number) => (
		<Moment at={at} now={place.now} locale={c.var.locale} timezone={place.timezone} />
	);
	const count = (number: number) =>
		number >= MAX_COUNTED ? own.atLeast(String(MAX_COUNTED)) : String(number);
	return (
		<section class="card">
			<div class="row">
				<State kind={kind}>
					{common.states[kind === "good" ? "working" : kind === "off" ? "off" : "attention"]}
				</State>
				<span>{own.state[state]}</span>
			</div>
			{subscription?.reason && <p>{toReason(subscription.reason, own)}</p>}
			<dl>
				{subscription && subscription.checkedAt !== null && (
					<>
						<dt>{own.checked}</dt>
						<dd>{time(subscription.checkedAt)}</dd>
					</>
				)}
				{subscription && (
					<>
						<dt>{own.nextCheck}</dt>
						<dd>{time(subscription.nextCheckAt)}</dd>
					</>
				)}
			</dl>
			<dl class="figures">
				<dt>{own.accepted}</dt>
				<dd>{count(counts.accepted)}</dd>
				<dt>{own.waiting}</dt>
				<dd>{count(counts.waiting)}</dd>
				<dt>{own.dead}</dt>
				<dd>{count(counts.dead)}</dd>
			</dl>
		</section>
	);
}

type Words = ReturnType<typeof messagesFor>["activity"]["webhooks"];

function toReason(reason: string, words: Words): string {
	const known: Record<string, string> = words.refusal;
	return (Object.hasOwn(known, reason) ? known[reason] : null) ?? words.failure(reason);
}

function HintTable({ c, place, rows }: { c: PageContext; place: Place; rows: readonly Hint[] }) {
	const { activity, deliveries } = messagesFor(c);
	const own = activity.webhooks;
	const idLabel = own.ticketId(activity.ticketTitle[place.desk.provider]);
	const time = (at: number) => (
		<Moment at={at} now={place.now} locale={c.var.locale} timezone={place.timezone} />
	);
	return (
		<table>
			<thead>
				<tr>
					<th scope="col">{own.received}</th>
					<th scope="col">{idLabel}</th>
					<th scope="col">{deliveries.state}</th>
					<th scope="col" class="number">
						{own.attempts}
					</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ receivedAt, ticketId, state, attempts, nextAt }) => (
					<tr>
						<td>{time(receivedAt)}</td>
						<td data-label={idLabel}>{ticketId}</td>
						<td>
							<State kind={state === "done" ? "good" : state === "waiting" ? "off" : "attention"}>
								{own.states[state]}
							</State>
							{state === "waiting" && (
								<div class="quiet">
									{own.next}: {time(nextAt)}
								</div>
							)}
						</td>
						<td class="number" data-label={own.attempts}>
							{attempts}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
