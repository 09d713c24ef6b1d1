/** What the body of an account or a contact holds, as strictly read as the vendor reads it. */
import { type Body, createChecker, isMailAddress, requireBody } from "./body.ts";
import { keptOf } from "./directory.ts";
import { type ApiRequest, notFound, refusal } from "./endpoints.ts";
import { fits, type SimField } from "./fields.ts";
import type { SimAccount, SimContact, SimKept } from "./state.ts";

/** Kept in places of their own. */
const OWN = ["accountName", "website", "firstName", "lastName", "email", "accountId"];

export interface DirectoryInput {
	body: Body;
	/** The text that a field is given; undefined: it isn't mentioned. */
	given(field: string): string | null | undefined;
	kept: SimKept;
}

export function readDirectoryInput(
	request: ApiRequest,
	module: "accounts" | "contacts",
	record: SimAccount | SimContact | null,
): DirectoryInput {
	const fields = request.state.directory.fields[module];
	const standard = fields.filter(({ apiName }) => !apiName.startsWith("cf_"));
	const custom = fields.filter(({ apiName }) => apiName.startsWith("cf_"));
	const names = standard.map(({ apiName }) => apiName);
	const body = requireBody(request, [...names, "cf", "ownerId"]);
	const checker = createChecker(body);
	for (const { apiName, maxLength, mandatoryIn } of standard) {
		const isMissing = record === null || Object.hasOwn(body, apiName);
		const text = checker.text(apiName, { max: maxLength, required: mandatoryIn === "all" && isMissing });
		if (text !== null && /email$/i.test(apiName) && !isMailAddress(text)) {
			checker.wrong(apiName, "invalid", `${apiName} is not an address`);
		}
	}
	const cf = readCustom(body.cf, custom, checker);
	checker.done();

	const had = record ? keptOf(record) : null;
	const details = { ...had?.details };
	for (const name of names.filter((one) => !OWN.includes(one) && Object.hasOwn(body, one))) {
		const text = toText(body[name]);
		if (text === null) delete details[name];
		else details[name] = text;
	}
	const { now, state } = request;
	return {
		body,
		given: (field) => (Object.hasOwn(body, field) ? toText(body[field]) : undefined),
		kept: {
			createdAt: now,
			isTrashed: false,
			isSpam: false,
			otherAccountIds: [],
			indexedAt: now + state.directory.searchLagMs,
			...had,
			details,
			cf: withoutNulls({ ...had?.cf, ...cf }),
			modifiedAt: now,
			writes: (had?.writes ?? 0) + 1,
		},
	};
}

function readCustom(
	given: unknown,
	fields: readonly SimField[],
	checker: ReturnType<typeof createChecker>,
): Record<string, string | null> {
	const cf: Record<string, string | null> = {};
	for (const [name, value] of Object.entries(typeof given === "object" && given !== null ? given : {})) {
		const field = fields.find(({ apiName }) => apiName === name);
		if (!field) checker.wrong(`cf/${name}`, "invalid", `${name} is not a field`);
		else if (value === null || value === "") cf[name] = null;
		else if (typeof value !== "string" || !fits(field, value)) {
			checker.wrong(`cf/${name}`, "invalid", `${name} doesn't take this value`);
		} else cf[name] = value;
	}
	return cf;
}

function withoutNulls(values: Readonly<Record<string, string | null>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]): [string, string][] =>
			value === null ? [] : [[name, value]],
		),
	);
}

function toText(value: unknown): string | null {
	return value === null || value === undefined || value === "" ? null : String(value);
}

/** The account that a contact is given; null: none. */
export function readAccount(
	{ state }: ApiRequest,
	given: string | null | undefined,
	had: SimAccount | null,
): SimAccount | null {
	if (given === undefined) return had;
	if (given === null) return null;
	const account = state.directory.accounts.get(given);
	if (!account || account.kept?.isTrashed) {
		throw refusal([{ field: "accountId", type: "invalid", message: "accountId leads to nothing" }]);
	}
	return account;
}

export function requireRecord<T extends SimAccount | SimContact>(
	records: ReadonlyMap<string, T>,
	id: string | undefined,
): T {
	const record = records.get(id ?? "");
	if (!record || record.kept?.isTrashed) throw notFound();
	return record;
}
