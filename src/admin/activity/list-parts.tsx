import type { Child } from "hono/jsx";
import type { Cursor } from "../../services/activity/scan.ts";
import type { PageContext } from "../env.ts";
import { formatMoment } from "../moment.tsx";
import { Field } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { MAX_ROWS } from "./csv.ts";
import type { Place } from "./frame.tsx";
import { withQuery } from "./query.ts";

/** A filter: an address with questions, so it can be kept, sent on and asked for again. */
export function FilterForm(props: {
	c: PageContext;
	path: string;
	isUsed: boolean;
	/** Where a list begins with some only: what showing those again is called. */
	clear?: string;
	children?: Child;
}) {
	const { activity: words } = messagesFor(props.c);
	return (
		<details open={props.isUsed}>
			<summary>{words.filterHeading}</summary>
			<form method="get" action={props.path} class="card filters" data-live="">
				{props.children}
				<div class="row">
					<button type="submit">{words.filter}</button>
					{props.isUsed && <a href={props.path}>{props.clear ?? words.clear}</a>}
				</div>
			</form>
		</details>
	);
}

export function DayFields(props: {
	c: PageContext;
	input: Record<string, string | undefined>;
	errors: Record<string, string>;
}) {
	const { c, input, errors } = props;
	const { activity: words } = messagesFor(c);
	const error = (name: string) => (errors[name] ? words.dateInvalid : undefined);
	return (
		<>
			<Field name="from" type="date" label={words.dateFrom} value={input.from} error={error("from")} />
			<Field name="to" type="date" label={words.dateTo} value={input.to} error={error("to")} />
		</>
	);
}

/** The way to older rows, and what was looked at. */
export function Pager(props: {
	c: PageContext;
	place: Place;
	path: string;
	/** The filter, without where this page began. */
	query: Record<string, string | undefined>;
	isFirst: boolean;
	page: { next: Cursor | null; isCutShort: boolean };
}) {
	const { c, place, path, query, isFirst, page } = props;
	const { activity: words } = messagesFor(c);
	const { next, isCutShort } = page;
	const older = next && withQuery(path, { ...query, after: `${next.at}.${next.row}` });
	return (
		<>
			{next && isCutShort && (
				<p class="quiet">{words.searchedBack(formatMoment(next.at, c.var.locale, place.timezone))}</p>
			)}
			<div class="row">
				{older && (
					<a class="button second" href={older} rel="next">
						{isCutShort ? words.lookFurther : words.older}
					</a>
				)}
				{!isFirst && <a href={withQuery(path, query)}>{words.newest}</a>}
			</div>
		</>
	);
}

export function Export(props: { c: PageContext; to: string }) {
	const { activity: words } = messagesFor(props.c);
	return (
		<p class="small">
			<a href={props.to} download>
				{words.export}
			</a>{" "}
			<span class="quiet">{words.exportHelp(MAX_ROWS.toLocaleString(props.c.var.locale))}</span>
		</p>
	);
}
