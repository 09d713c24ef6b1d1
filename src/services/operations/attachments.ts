import type { Context } from "../../context.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import { openSlack } from "../agent-links/slack-person.ts";
import type { Operation } from "./operations.ts";

/** A file of a Slack message that goes along with what is written. */
export interface AttachedFile {
	name: string;
	type: string;
	slackFileId: string;
}

/** What a message may carry: the desks take more, a Worker's memory doesn't. */
export const MAX_FILES = 5;
export const MAX_FILE_BYTES = 8_000_000;

/** Takes files from Slack to the desk. Answers what `attachments` takes. Throws `VendorError`: nothing is written then. */
export async function uploadAttachments(
	ctx: Context,
	desk: HelpDesk,
	operation: Operation,
	files: readonly AttachedFile[],
): Promise<string[]> {
	if (files.length === 0) return [];
	const slack = await openSlack(ctx, operation.teamId);
	if (!slack) return [];
	const uploaded: string[] = [];
	for (const { name, type, slackFileId } of files.slice(0, MAX_FILES)) {
		const bytes = await slack.download(slackFileId, MAX_FILE_BYTES);
		uploaded.push(await desk.upload({ name, type, bytes }));
	}
	return uploaded;
}
