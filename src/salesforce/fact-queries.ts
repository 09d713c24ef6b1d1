import type { CompositePart } from "./composite.ts";
import type { Crm } from "./crm.ts";
import type { FieldMap } from "./field-book.ts";
import { queryPath } from "./query.ts";
import type { ObjectShape } from "./shape.ts";
import { compare, id, isId, name, quoted, reference, type Soql, select, truth } from "./soql.ts";

export type Customer = Parameters<Crm["facts"]>[0];
export type Shown = Parameters<Crm["facts"]>[1];

/** By what the account is found. */
export type AccountKey = "id" | "contact" | "name";

const CONTACT = ["Id", "Name", "Title", "AccountId", "LastActivityDate"];
const LEAD = ["Id", "Name", "Title"];
const ACCOUNT = ["Id", "Name", "LastActivityDate"];
const OPPORTUNITY = ["Id", "Name", "StageName"];
const NEWEST = 5;

/** What may be read of the objects, each null where the user can't see it. */
export interface FactShapes {
	account: ObjectShape | null;
	contact: ObjectShape | null;
	lead: ObjectShape | null;
	opportunity: ObjectShape | null;
}

/** At most five queries, each answered under its name. */
export function factQueries(
	{ email, accountId, accountName }: Customer,
	key: AccountKey,
	of: FactShapes,
	columns: { account: readonly string[]; opportunity: readonly string[] },
): CompositePart[] {
	const parts: CompositePart[] = [];
	const ask = (referenceId: string, soql: Soql) =>
		parts.push({ referenceId, path: queryPath("query", soql) });
	const { contact, lead } = { contact: withEmail(of.contact), lead: withEmail(of.lead) };
	if (email !== null && contact) ask("contact", personQuery(contact, CONTACT, email, []));
	if (email !== null && lead) {
		const isOpen = compare(name("IsConverted"), "=", truth(false));
		ask("lead", personQuery(lead, LEAD, email, lead.fields.has("IsConverted") ? [isOpen] : []));
	}
	const account = accountCondition(key, accountId, accountName);
	if (!of.account || !account || (key === "contact" && !contact)) return parts;
	ask(
		"account",
		select({
			fields: existing(of.account, ACCOUNT, columns.account),
			from: name("Account"),
			where: [account],
			// Two of one name: neither is taken for the customer's.
			limit: 2,
		}),
	);
	if (!of.opportunity) return parts;
	const open = [
		compare(name("AccountId"), "=", reference("account.records[0].Id")),
		compare(name("IsClosed"), "=", truth(false)),
	];
	const from = name("Opportunity");
	ask(
		"newest",
		select({
			fields: existing(of.opportunity, OPPORTUNITY, columns.opportunity),
			from,
			where: open,
			orderBy: [{ field: name("CreatedDate"), direction: "DESC" }],
			limit: NEWEST,
		}),
	);
	ask("count", select({ fields: "COUNT()", from, where: open }));
	return parts;
}

/** Configured paths that can be read; what is gone since is left out. */
export function readable(fields: FieldMap, paths: readonly string[]): string[] {
	return paths.filter((path) => (fields.get(path)?.type ?? "other") !== "other");
}

/** Somebody may see people without their addresses. */
function withEmail(shape: ObjectShape | null): ObjectShape | null {
	return shape?.fields.has("Email") ? shape : null;
}

function personQuery(
	shape: ObjectShape,
	fields: readonly string[],
	email: string,
	further: readonly Soql[],
): Soql {
	return select({
		fields: existing(shape, fields, []),
		from: name(shape.name),
		where: [compare(name("Email"), "=", quoted(email)), ...further],
		orderBy: [{ field: name("SystemModstamp"), direction: "DESC" }],
		limit: 1,
	});
}

function accountCondition(
	key: AccountKey,
	accountId: string | null,
	accountName: string | null,
): Soql | null {
	if (key === "contact") return compare(name("Id"), "=", reference("contact.records[0].AccountId"));
	if (key === "id") return accountId && isId(accountId) ? compare(name("Id"), "=", id(accountId)) : null;
	return accountName ? compare(name("Name"), "=", quoted(accountName)) : null;
}

function existing(shape: ObjectShape, own: readonly string[], configured: readonly string[]): Soql[] {
	return [...new Set([...own.filter((field) => shape.fields.has(field)), ...configured])].map(name);
}
