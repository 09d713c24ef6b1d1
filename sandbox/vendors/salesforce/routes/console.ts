import { Hono } from "hono";
import { html } from "hono/html";
import type { SalesforceEnv } from "../app-env.ts";
import { buildPage, pageHeaders, toLocale } from "../page.ts";
import { readValue } from "../store/record.ts";

const WORDS = {
	en: { none: "There is no such record here.", deleted: "In the recycle bin" },
	ja: { none: "このレコードはありません。", deleted: "ごみ箱にあります" },
};

/** What a link to a record leads to: the record as it is, to look at. */
export const consoleRoutes = new Hono<SalesforceEnv>().get("/lightning/r/:object/:id/view", (c) => {
	const locale = toLocale(c);
	const { org } = c.env;
	const record = org?.store.get(c.req.param("id"));
	const object = record && org?.schema.get(record.object);
	if (!org || !record || !object || object.name !== c.req.param("object")) {
		return c.html(buildPage(locale, html`<h1>${WORDS[locale].none}</h1>`), 404, pageHeaders);
	}
	const rows = [...object.fields.values()].flatMap((field) => {
		const value = readValue(record, field, org.store.find);
		return value === null || typeof value === "object" ? [] : [{ label: field.label, value: String(value) }];
	});
	const name = readName(rows);
	return c.html(
		buildPage(
			locale,
			html`<h1>${object.label}: ${name}</h1>
${record.isDeleted ? html`<p>${WORDS[locale].deleted}</p>` : ""}
<dl>${rows.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`,
		),
		200,
		pageHeaders,
	);

	function readName(all: readonly { label: string; value: string }[]): string {
		const field = [...(object?.fields.values() ?? [])].find(({ isName }) => isName);
		return all.find(({ label }) => label === field?.label)?.value ?? record?.id ?? "";
	}
});
