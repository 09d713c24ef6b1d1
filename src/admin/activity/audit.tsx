import { Hono } from "hono";
import * as v from "valibot";
import { ENTRY_KINDS, type Entry, findEntries } from "../../services/activity/audit.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { SelectField } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { answerCsv } from "./csv.ts";
import { describeEntry } from "./describe-entry.ts";
import { EntryTable } from "./entry-table.tsx";
import { openPlace, renderActivity, TABS } from "./frame.tsx";
import { DayFields, Export, FilterForm, Pager } from "./list-parts.tsx";
import { choice, parseQuery, spanFields, toCursor, toSpan, withQuery } from "./query.ts";

const SHOWN = 50;
const entryQuery = v.object({ kind: choice(ENTRY_KINDS), ...spanFields });

/** Who changed what, and the same as a file. */
export function createAuditRoutes() {
	return new Hono<AdminEnv>().get(TABS.audit, renderAudit).get("/admin/activity/audit.csv", exportAudit);
}

async function renderAudit(c: PageContext) {
	const place = await openPlace(c);
	if (!place) return renderNotFound(c);
	const asked = parseQuery(c, entryQuery);
	const query = asked.ok ? asked.values : { kind: undefined, from: "", to: "", after: "" };
	const { kind, from, to } = query;
	const after = toCursor(query.after);
	const page = asked.ok
		? await findEntries(
				c.var.ctx,
				place.desk.id,
				{ kind: kind ?? null, ...toSpan(query, place.timezone) },
				{ after, limit: SHOWN },
			)
		: { rows: [], next: null, isCutShort: false };
	const kept = { kind, from, to };
	const input: Record<string, string | undefined> = asked.ok ? kept : asked.input;
	const isFiltered = Boolean(kind || from || to);
	const { activity, audit: words } = messagesFor(c);
	const path = TABS.audit;
	const body = (
		<>
			<p class="lead">{words.lead}</p>
			<FilterForm c={c} path={path} isUsed={isFiltered || !asked.ok}>
				<SelectField
					name="kind"
					label={words.kind}
					value={input.kind ?? ""}
					empty={activity.all}
					options={ENTRY_KINDS.map((one) => ({ value: one, label: words.kinds[one] }))}
				/>
				<DayFields c={c} input={input} errors={asked.errors} />
			</FilterForm>
			{page.rows.length > 0 ? (
				<EntryTable locale={c.var.locale} place={place} rows={page.rows} />
			) : (
				asked.ok && !page.next && <p>{isFiltered || after ? activity.nothingFits : words.none}</p>
			)}
			<Pager {...{ c, place, path, query: kept, isFirst: !after, page }} />
			{page.rows.length > 0 && <Export c={c} to={withQuery("/admin/activity/audit.csv", kept)} />}
			<p class="quiet small">{activity.times(place.timezone)}</p>
		</>
	);
	return renderActivity(c, { tab: "audit", body, isInvalid: !asked.ok });
}

async function exportAudit(c: PageContext) {
	const place = await openPlace(c);
	const asked = parseQuery(c, entryQuery);
	if (!place || !asked.ok) return renderNotFound(c);
	const filter = { kind: asked.values.kind ?? null, ...toSpan(asked.values, place.timezone) };
	const { deliveries, audit: words, activity } = messagesFor(c);
	return answerCsv(c, {
		name: "audit",
		heading: [
			deliveries.time,
			words.who,
			words.what,
			activity.deliveries.workspace,
			words.change,
			"action",
			"subject",
		],
		read: (page) => findEntries(c.var.ctx, place.desk.id, filter, page),
		toCells: (row: Entry) => {
			const { who, what, about, changes } = describeEntry(row, place, c.var.locale);
			const text = changes.map(
				({ field, from, to }) => `${field}: ${from === null ? "" : `${from} → `}${to}`,
			);
			return [
				new Date(row.happenedAt).toISOString(),
				who,
				what,
				about,
				text.join("; "),
				row.action,
				row.subject,
			];
		},
	});
}
