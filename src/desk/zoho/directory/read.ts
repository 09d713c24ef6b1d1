import type { DirectoryKind } from "../../../core/sync/record.ts";
import { isVendorError } from "../../../lib/errors.ts";
import { path } from "../../../lib/http.ts";
import type { DirectoryRecord } from "../../desk-directory.ts";
import { rowsOf, type ZohoClient } from "../client.ts";
import { toRecord } from "./mapper.ts";
import { type AccountRow, accountRow, type ContactRow, contactRow, contactRows } from "./schema.ts";

const AT_A_TIME = 3;
const IDS_PER_LIST = 20;

/** What a list of contacts tells of each; anything else is read one by one. */
const LISTED: readonly string[] = [
	"firstName",
	"lastName",
	"email",
	"secondaryEmail",
	"phone",
	"mobile",
	"type",
	"accountId",
];

export async function readRecords(
	client: ZohoClient,
	kind: DirectoryKind,
	ids: readonly string[],
	fields: readonly string[],
	externalIdField: string | null,
): Promise<DirectoryRecord[]> {
	if (ids.length > 100) throw new RangeError("too many records at a time");
	const isListed =
		kind === "person" && externalIdField === null && fields.every((field) => LISTED.includes(field));
	const rows = isListed ? await listContacts(client, ids) : await readEach(client, kind, ids);
	return rows
		.filter(({ isTrashed, isDeleted }) => !isTrashed && !isDeleted)
		.map((row) => toRecord(row, fields, externalIdField));
}

async function listContacts(client: ZohoClient, ids: readonly string[]): Promise<ContactRow[]> {
	const rows: ContactRow[] = [];
	for (let start = 0; start < ids.length; start += IDS_PER_LIST) {
		const operation = "GET /contacts/contactsByIds";
		const query = { ids: ids.slice(start, start + IDS_PER_LIST).join(",") };
		const answer = await client
			.read({ operation, path: "/contacts/contactsByIds", query, schema: contactRows })
			.catch(nullIfGone);
		rows.push(...rowsOf(answer));
	}
	return rows;
}

async function readEach(
	client: ZohoClient,
	kind: DirectoryKind,
	ids: readonly string[],
): Promise<(AccountRow | ContactRow)[]> {
	const rows: (AccountRow | ContactRow | null)[] = [];
	for (let start = 0; start < ids.length; start += AT_A_TIME) {
		const some = ids.slice(start, start + AT_A_TIME).map((id) => readOne(client, kind, id));
		rows.push(...(await Promise.all(some)));
	}
	return rows.filter((row) => row !== null);
}

function readOne(
	client: ZohoClient,
	kind: DirectoryKind,
	id: string,
): Promise<AccountRow | ContactRow | null> {
	if (kind === "person") {
		const operation = "GET /contacts/{id}";
		return client.read({ operation, path: path`/contacts/${id}`, schema: contactRow }).catch(nullIfGone);
	}
	const operation = "GET /accounts/{id}";
	return client.read({ operation, path: path`/accounts/${id}`, schema: accountRow }).catch(nullIfGone);
}

function nullIfGone(error: unknown): null {
	if (isVendorError(error) && error.kind === "not_found") return null;
	throw error;
}
