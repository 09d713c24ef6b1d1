import type { Context } from "../../context.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import { openSlack } from "../agent-links/slack-person.ts";

/** What a message may carry: the desks take more, a Worker's memory doesn't. */
const MAX_FILES = 5;
const MAX_FILE_BYTES = 8_000_000;

/** Takes files from Slack to the desk. Answers what `attachments` takes. Throws `VendorError`: nothing is written then. */
export async function uploadAttachments(
	ctx: Context,
	desk: HelpDesk,
	teamId: string,
	slackFileIds: readonly string[],
): Promise<string[]> {
	const slack = slackFileIds.length > 0 ? await openSlack(ctx, teamId) : null;
	const uploaded: string[] = [];
	for (const id of slack ? slackFileIds.slice(0, MAX_FILES) : []) {
		const file = await slack?.download(id, MAX_FILE_BYTES);
		if (file) uploaded.push(await desk.upload(file));
	}
	return uploaded;
}
