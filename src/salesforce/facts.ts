import type { CrmFacts } from "../core/crm-facts.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import { readTogether } from "./composite.ts";
import type { Shapes } from "./describe.ts";
import type { ApiAnswer } from "./errors.ts";
import { toAccount, toLastActivity, toOpportunity, toPerson } from "./fact-mapper.ts";
import {
	type AccountKey,
	type Customer,
	type FactShapes,
	factQueries,
	readable,
	type Shown,
} from "./fact-queries.ts";
import type { FieldMap } from "./field-book.ts";
import { throughLookUps } from "./fields.ts";
import { type QueryAnswer, queryAnswer } from "./schema.ts";
import type { ObjectShape } from "./shape.ts";

const OPERATION = "facts";
const OBJECTS = ["Account", "Contact", "Lead", "Opportunity"];

interface Known {
	shapes: FactShapes;
	account: FieldMap;
	opportunity: FieldMap;
}

/** One composite call; one more where the contact leads to no account but a name was given. */
export async function readFacts(
	client: ApiClient,
	shapes: Shapes,
	customer: Customer,
	shown: Shown,
): Promise<CrmFacts | null> {
	const [key, ...others] = keysOf(customer);
	if (!key) return null;
	const known = await loadFields(shapes, shown);
	const first = await readBy(client, known, customer, shown, key);
	const next = others.at(-1);
	if (first?.account || next === undefined) return first;
	const second = await readBy(client, known, { ...customer, email: null }, shown, next);
	if (!first || !second?.account) return first ?? second;
	return { ...second, person: first.person, lastActivityAt: second.lastActivityAt ?? first.lastActivityAt };
}

/** A link is sure, an e-mail address nearly, a name only if nothing else is known. */
function keysOf({ email, accountId, accountName }: Customer): AccountKey[] {
	return [
		...(accountId ? (["id"] as const) : []),
		...(email ? (["contact"] as const) : []),
		...(accountName ? (["name"] as const) : []),
	];
}

/** What may be read of the org, the account's and opportunities' fields through the look-ups that are shown. */
async function loadFields(shapes: Shapes, shown: Shown): Promise<Known> {
	const [account = null, contact = null, lead = null, opportunity = null] = await shapes.load(OBJECTS);
	const paths = { account: ["Owner.Name", ...shown.account], opportunity: shown.opportunity };
	const steps = new Set(
		[...paths.account, ...paths.opportunity].flatMap((path) => path.split(".").slice(0, -1)),
	);
	const found = [account, opportunity].filter((shape) => shape !== null);
	const lists = await throughLookUps(shapes, found, steps);
	const fieldsOf = (shape: ObjectShape | null): FieldMap =>
		new Map(lists[shape ? found.indexOf(shape) : -1]?.map((field) => [field.path, field]));
	return {
		shapes: { account, contact, lead, opportunity },
		account: fieldsOf(account),
		opportunity: fieldsOf(opportunity),
	};
}

async function readBy(
	client: ApiClient,
	known: Known,
	customer: Customer,
	shown: Shown,
	key: AccountKey,
): Promise<CrmFacts | null> {
	const columns = {
		account: readable(known.account, ["Owner.Name", ...shown.account]),
		opportunity: readable(known.opportunity, ["CurrencyIsoCode", ...shown.opportunity]),
	};
	const parts = factQueries(customer, key, known.shapes, columns);
	if (parts.length === 0) return null;
	const answers = await readTogether(client, parts);
	const found = new Map(parts.map(({ referenceId }, index) => [referenceId, answers[index]]));
	const read = (part: string) => readPart(client, found.get(part));

	const contact = read("contact")?.records[0];
	const lead = read("lead")?.records[0];
	// A reference to what was not found is an error of Salesforce's, not of the question.
	const hasKey = key !== "contact" || typeof contact?.AccountId === "string";
	const accounts = (hasKey ? read("account")?.records : undefined) ?? [];
	const [account] = accounts.length === 1 ? accounts : [];
	const person = contact ?? lead;
	if (!account && !person) return null;
	const { instanceUrl } = client;
	const ofAccount = { instanceUrl, fields: known.account, shown: shown.account };
	const ofOpportunity = { instanceUrl, fields: known.opportunity, shown: shown.opportunity };
	return {
		account: account ? toAccount(account, ofAccount) : null,
		person: person ? toPerson(person, contact ? "contact" : "lead", instanceUrl) : null,
		opportunities: {
			count: (account ? read("count")?.totalSize : null) ?? 0,
			newest: ((account ? read("newest")?.records : null) ?? []).map((row) =>
				toOpportunity(row, ofOpportunity),
			),
		},
		lastActivityAt: toLastActivity(account) ?? toLastActivity(contact),
	};
}

function readPart(client: ApiClient, answer: ApiAnswer | undefined): QueryAnswer | null {
	if (!answer) return null;
	return readAnswer(queryAnswer, answer, { operation: OPERATION, now: client.call.now() });
}
