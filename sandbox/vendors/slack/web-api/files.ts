import { channelOf, toApiFile } from "../files.ts";
import { type Answer, type Call, required, SlackError } from "./call.ts";

export function fileInfo(call: Call): Answer {
	const { state, team } = call;
	const file = state.files.get(required(call, "file"));
	if (!file || file.teamId !== team.id || !channelOf(team, file)?.members.has(team.botUserId)) {
		throw new SlackError("file_not_found");
	}
	return {
		ok: true,
		file: toApiFile(team, file),
		comments: [],
		response_metadata: { next_cursor: "" },
	};
}
