import type { DirectoryKind, FieldValue } from "../../../core/sync/record.ts";
import type { DirectoryMatch, DirectoryQuestion } from "../../desk-directory.ts";
import { rowsOf, type ZohoClient } from "../client.ts";
import { toMatch, toName, toRecord } from "./mapper.ts";
import { type AccountRow, accountRows, type ContactRow, contactRows } from "./schema.ts";

const AT_A_TIME = 3;
const MOST = 100;
/** What searching all columns takes. */
const MAX_ALL = 100;
/** What searching one column takes. */
const MAX_COLUMN = 200;

/** An asterisk stands for anything, and a dollar with braces asks for empty or not. */
const OPERATORS = /[*\p{Cc}\p{Cf}]|\$\{/gu;

export async function find(
	client: ZohoClient,
	kind: DirectoryKind,
	questions: readonly DirectoryQuestion[],
	externalIdField: string | null,
): Promise<DirectoryMatch[][]> {
	if (questions.length > 100) throw new RangeError("too many questions at a time");
	const answers: DirectoryMatch[][] = [];
	for (let start = 0; start < questions.length; start += AT_A_TIME) {
		const some = questions.slice(start, start + AT_A_TIME);
		answers.push(
			...(await Promise.all(some.map((question) => findOne(client, kind, question, externalIdField)))),
		);
	}
	return answers;
}

/** Search finds what is like the value, in its own way: what is exactly like it is picked out here. */
async function findOne(
	client: ZohoClient,
	kind: DirectoryKind,
	question: DirectoryQuestion,
	externalIdField: string | null,
): Promise<DirectoryMatch[]> {
	const asked = toSearch(kind, question, externalIdField);
	if (asked === null) return [];
	const rows = await search(client, kind, asked.column, asked.words);
	return rows.filter((row) => asked.isMeant(row)).map((row) => toMatch(row, externalIdField));
}

interface Search {
	column: string;
	words: string;
	isMeant: (row: AccountRow | ContactRow) => boolean;
}

function toSearch(
	kind: DirectoryKind,
	question: DirectoryQuestion,
	externalIdField: string | null,
): Search | null {
	const value = toText(question.value);
	const isLike = (actual: unknown) => isSame(actual, value);
	if (question.by === "external_id") {
		if (externalIdField === null) return null;
		return toColumn("_all", value, (row) => isLike(row.cf?.[externalIdField]));
	}
	if (question.by === "email") {
		return toColumn("email", value, (row) => isLike(row.email) || isLike(row.secondaryEmail));
	}
	if (question.by === "name") {
		const column = kind === "person" ? "fullName" : "accountName";
		return toColumn(column, value, (row) => isLike(toName(row)));
	}
	const { field } = question;
	return toColumn("_all", value, (row) => isLike(toRecord(row, [field], null).values[field]));
}

function toColumn(column: string, value: string, isMeant: Search["isMeant"]): Search | null {
	const most = column === "_all" ? MAX_ALL : MAX_COLUMN;
	const words = [...value.replace(OPERATORS, " ").replace(/\s+/g, " ").trim()].slice(0, most).join("");
	return words === "" ? null : { column, words, isMeant };
}

async function search(
	client: ZohoClient,
	kind: DirectoryKind,
	column: string,
	words: string,
): Promise<(AccountRow | ContactRow)[]> {
	const query = { [column]: words, from: 0, limit: MOST };
	if (kind === "person") {
		const operation = "GET /contacts/search";
		return rowsOf(await client.read({ operation, path: "/contacts/search", query, schema: contactRows }));
	}
	const operation = "GET /accounts/search";
	return rowsOf(await client.read({ operation, path: "/accounts/search", query, schema: accountRows }));
}

function isSame(actual: unknown, wanted: string): boolean {
	if (actual === null || actual === undefined) return false;
	if (Array.isArray(actual)) return actual.some((one) => isSame(one, wanted));
	return normalize(String(actual)) === normalize(wanted);
}

const normalize = (text: string) => text.normalize("NFC").trim().toLowerCase();

function toText(value: FieldValue): string {
	return value === null ? "" : typeof value === "object" ? value.join(";") : String(value);
}
