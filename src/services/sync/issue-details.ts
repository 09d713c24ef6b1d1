import type { Context } from "../../context.ts";
import type { FieldValue } from "../../core/sync/record.ts";

/** What people read of an issue: it holds customers' words, so it is stored sealed. */
export interface IssueDetails {
	/** What the record is called. */
	name: string;
	/** The desk's or Salesforce's own words. */
	answer: string | null;
	/** The field it is about, and the value that didn't fit. */
	field?: string;
	value?: FieldValue;
	/** Counterparts to choose from. */
	candidates?: { id: string; name: string }[];
	/** The org that has the counterpart. */
	otherOrgId?: string;
}

const MAX_ANSWER = 1000;

export function sealIssue(
	ctx: Pick<Context, "sealer">,
	deskId: string,
	issueId: string,
	details: IssueDetails,
): Promise<string> {
	const answer = details.answer?.slice(0, MAX_ANSWER) ?? null;
	return ctx.sealer.seal(JSON.stringify({ ...details, answer }), placeOf(deskId, issueId));
}

export async function openIssue(
	ctx: Pick<Context, "sealer">,
	deskId: string,
	issueId: string,
	sealed: string,
): Promise<IssueDetails> {
	return JSON.parse(await ctx.sealer.open(sealed, placeOf(deskId, issueId))) as IssueDetails;
}

function placeOf(desk: string, row: string) {
	return { table: "sync_issues", column: "details_sealed", row, desk };
}
