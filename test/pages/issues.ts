import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { sealText } from "../support/sealed.ts";
import { changeRows, insertRows, type Row } from "./rows.ts";

const HOUR_MS = 3_600_000;

const ISSUES = [
	{
		id: "issue-refused",
		object: "account",
		kind: "organization",
		reason: "desk_refused",
		state: "open",
		details: { name: "Nordwind Logistik GmbH", answer: "website: is not a valid URL" },
	},
	{
		id: "issue-ambiguous",
		object: "contact",
		kind: "person",
		reason: "ambiguous",
		state: "open",
		details: {
			name: "佐藤 健",
			answer: null,
			candidates: [
				{ id: "520000000012001", name: "佐藤 健" },
				{ id: "520000000012002", name: "佐藤 健(大阪)" },
			],
		},
	},
	{
		id: "issue-choice",
		object: "account",
		kind: "organization",
		reason: "unknown_choice",
		state: "retrying",
		details: { name: "Sierra Foods", answer: null, field: "industry", value: "Agriculture" },
	},
	{
		id: "issue-staff",
		object: "contact",
		kind: "person",
		reason: "staff",
		state: "ignored",
		details: { name: "Mina Kato", answer: null },
	},
] as const;

/** The same issues of records that have one name, and as much of it as there is to say. */
export async function nameIssues(sandbox: Sandbox, name: string): Promise<void> {
	const database = await sandbox.database();
	const { results } = await database
		.prepare("select id, desk_id as desk from sync_issues")
		.all<{ id: string; desk: string }>();
	for (const { id, desk } of results) {
		const place = { table: "sync_issues", column: "details_sealed", row: id, desk };
		const candidates = [1, 2].map((number) => ({ id: String(number), name }));
		const details = { name, answer: name.slice(0, 1000), field: name, value: name, candidates };
		await changeRows(
			sandbox,
			"update sync_issues set details_sealed = ? where id = ?",
			await sealText(JSON.stringify(details), place),
			id,
		);
	}
}

/** Records that could not be synced, of several reasons and states. */
export async function addIssues(sandbox: Sandbox, scope: { orgId: string; deskId: string }): Promise<void> {
	const now = Date.now();
	const rows = await Promise.all(
		ISSUES.map(async ({ id, object, kind, reason, state, details }, index): Promise<Row> => {
			const place = { table: "sync_issues", column: "details_sealed", row: id, desk: scope.deskId };
			return {
				id,
				org_id: scope.orgId,
				desk_id: scope.deskId,
				object,
				record_id: `${object === "account" ? "001" : "003"}00000000000${index}AAA`,
				kind,
				reason,
				details_sealed: await sealText(JSON.stringify(details), place),
				state,
				attempts: index + 1,
				first_at: now - (index + 2) * 9 * HOUR_MS,
				last_at: now - (index + 1) * HOUR_MS,
			};
		}),
	);
	await insertRows(sandbox, "sync_issues", rows);
}
