import type { CrmFact, CrmFacts } from "../core/crm-facts.ts";
import { recordUrl } from "./address.ts";
import type { FieldMap } from "./field-book.ts";
import { shownLabel } from "./fields.ts";
import { toText, toTime, toValue, valueAt } from "./mapper.ts";
import type { SalesforceRecord } from "./schema.ts";

type Account = NonNullable<CrmFacts["account"]>;
type Person = NonNullable<CrmFacts["person"]>;
type Opportunity = CrmFacts["opportunities"]["newest"][number];

/** What was asked of the records, by path, and what of it is to be shown. */
export interface FactContext {
	instanceUrl: string;
	fields: FieldMap;
	shown: readonly string[];
}

export function toAccount(record: SalesforceRecord, { instanceUrl, fields, shown }: FactContext): Account {
	const id = toText(record.Id) ?? "";
	return {
		id,
		name: toText(record.Name) ?? id,
		owner: toText(valueAt(record, "Owner.Name")),
		url: recordUrl(instanceUrl, "Account", id),
		fields: toFacts(record, fields, shown),
	};
}

export function toPerson(record: SalesforceRecord, kind: Person["kind"], instanceUrl: string): Person {
	const id = toText(record.Id) ?? "";
	return {
		id,
		name: toText(record.Name) ?? id,
		title: toText(record.Title),
		kind,
		url: recordUrl(instanceUrl, kind === "contact" ? "Contact" : "Lead", id),
	};
}

export function toOpportunity(
	record: SalesforceRecord,
	{ instanceUrl, fields, shown }: FactContext,
): Opportunity {
	const id = toText(record.Id) ?? "";
	const isAmountShown = shown.includes("Amount") && typeof record.Amount === "number";
	return {
		id,
		name: toText(record.Name) ?? id,
		stage: toText(record.StageName) ?? "",
		amount: isAmountShown ? (record.Amount as number) : null,
		currency: isAmountShown ? toText(record.CurrencyIsoCode) : null,
		fields: toFacts(
			record,
			fields,
			shown.filter((path) => path !== "Amount"),
		),
		url: recordUrl(instanceUrl, "Opportunity", id),
	};
}

/** A date without a time, or null. */
export function toLastActivity(record: SalesforceRecord | undefined): number | null {
	return toTime(record?.LastActivityDate);
}

/** What is empty isn't shown. */
function toFacts(record: SalesforceRecord, fields: FieldMap, paths: readonly string[]): CrmFact[] {
	return paths.flatMap((path) => {
		const field = fields.get(path);
		const value = field ? toValue(valueAt(record, path), field.type) : null;
		if (!field || value === null) return [];
		const text = Array.isArray(value) ? value.join(", ") : String(value);
		return text === "" ? [] : [{ label: shownLabel(field), value: text }];
	});
}
