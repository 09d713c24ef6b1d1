import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../../app-env.ts";
import { isVendorError } from "../../lib/errors.ts";
import { parseJson } from "../../lib/http.ts";
import { parseSuggestion } from "../modal-ids.ts";
import { parseModalState } from "../modal-state.ts";
import { suggestionSchema } from "../schema.ts";
import { buildAgentOptions, buildDepartmentOptions, type OptionsAnswer } from "../views/modals/options.ts";
import { openReached, reach } from "./reach.ts";

/** Slack waits three seconds and then shows an error: what is not there by now is not offered. */
const LOOKUP_TIMEOUT_MS = 2_200;
const NOTHING: OptionsAnswer = { options: [] };

/** `POST /slack/options`, verified: departments and agents by what was typed, as the person's desk knows them. */
export async function handleOptions(c: HonoContext<AppEnv>, rawBody: string): Promise<Response> {
	const payload = parseJson(new URLSearchParams(rawBody).get("payload") ?? "");
	const parsed = v.safeParse(suggestionSchema, payload);
	if (!parsed.success) return c.body(null, 400);
	const { user, team, action_id, value, view } = parsed.output;
	const state = view ? parseModalState(view) : null;
	const wanted = parseSuggestion(action_id);
	const teamId = team?.id ?? user.team_id;
	if (!state || !("deskId" in state) || !wanted || !teamId) return c.json(NOTHING);
	const { ctx } = c.var;
	const place = { teamId, userId: user.id, channelId: state.channelId ?? "", responseUrl: null };
	const reached = await reach(ctx, place, state.deskId);
	if (reached.kind === "answer") return c.json(NOTHING);
	const helpDesk = openReached(ctx, reached, LOOKUP_TIMEOUT_MS);
	try {
		if (wanted === "departments") return c.json(buildDepartmentOptions(await helpDesk.departments(), value));
		const departmentId = "departmentId" in state ? state.departmentId : null;
		const agents = await helpDesk.assignees(departmentId, value);
		return c.json(buildAgentOptions(reached.locale, agents, value));
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.warn("slack.suggestion_failed", { wanted, kind: error.kind, code: error.code });
		return c.json(NOTHING);
	}
}
