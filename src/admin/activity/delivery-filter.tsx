import * as v from "valibot";
import { TICKET_EVENT_TYPES } from "../../core/ticket-event.ts";
import type { DeliveryFilter } from "../../services/activity/deliveries.ts";
import { deliveryWords } from "../delivery-words.ts";
import type { PageContext } from "../env.ts";
import { Field, SelectField } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import type { Place } from "./frame.tsx";
import { DayFields, FilterForm } from "./list-parts.tsx";
import { choice, spanFields, toSpan, words } from "./query.ts";

const EVENTS = [...TICKET_EVENT_TYPES, "digest", "trouble"] as const;
const STATES = {
	deliveries: ["posted", "not_sent", "unknown", "dead"],
	problems: ["dead", "unknown"],
} as const;

/** Which problems a list is of; left out: those that nobody said to ignore. */
const SHOWN = ["ignored", "all"] as const;

export type ListKind = keyof typeof STATES;

export const deliveryQuery = v.object({
	workspace: words(100),
	state: choice(STATES.deliveries),
	event: choice(EVENTS),
	q: words(80),
	shown: choice(SHOWN),
	...spanFields,
});
export type DeliveryQuery = v.InferOutput<typeof deliveryQuery>;

export const NO_QUERY: DeliveryQuery = {
	workspace: "",
	state: undefined,
	event: undefined,
	q: "",
	shown: undefined,
	from: "",
	to: "",
	after: "",
};

export function toFilter(query: DeliveryQuery, kind: ListKind, timezone: string): DeliveryFilter {
	const { workspace, state, event, q, shown } = query;
	const states = STATES[kind].filter((one) => state === undefined || one === state);
	return {
		workspaceId: workspace === "" ? null : workspace,
		// Every state there is needs no looking at.
		states: kind === "deliveries" && state === undefined ? [] : states,
		event: event ?? null,
		words: q,
		ignored: kind === "deliveries" || shown === "all" ? null : shown === "ignored",
		...toSpan(query, timezone),
	};
}

/** The questions of an address that stay while one goes on in its list. */
export function toKept({ after: _, ...kept }: DeliveryQuery): Record<string, string | undefined> {
	return kept;
}

export function DeliveryFilterForm(props: {
	c: PageContext;
	place: Place;
	kind: ListKind;
	path: string;
	input: Record<string, string | undefined>;
	errors: Record<string, string>;
}) {
	const { c, place, kind, path, input, errors } = props;
	const { activity, deliveries: words } = messagesFor(c);
	const named = deliveryWords(c.var.locale, place.desk.provider);
	const isUsed = Object.entries(input).some(([name, value]) => name !== "after" && name !== "lang" && value);
	return (
		<FilterForm c={c} path={path} isUsed={isUsed}>
			{place.workspaces.length > 1 && (
				<SelectField
					name="workspace"
					label={activity.deliveries.workspace}
					value={input.workspace ?? ""}
					empty={activity.all}
					options={place.workspaces.map(({ workspace, team }) => ({ value: workspace.id, label: team.name }))}
				/>
			)}
			<SelectField
				name="state"
				label={words.state}
				value={input.state ?? ""}
				empty={activity.all}
				options={STATES[kind].map((state) => ({ value: state, label: words.states[state] }))}
			/>
			<SelectField
				name="event"
				label={words.event}
				value={input.event ?? ""}
				empty={activity.all}
				options={EVENTS.map((event) => ({ value: event, label: named.event(event) }))}
			/>
			{kind === "problems" && (
				<SelectField
					name="shown"
					label={activity.problems.shown}
					value={input.shown ?? ""}
					empty={activity.problems.notIgnored}
					options={SHOWN.map((value) => ({ value, label: activity.problems.shownOptions[value] }))}
				/>
			)}
			<Field
				name="q"
				type="search"
				label={activity.deliveries.words}
				help={activity.deliveries.wordsHelp}
				value={input.q}
			/>
			<DayFields c={c} input={input} errors={errors} />
		</FilterForm>
	);
}
