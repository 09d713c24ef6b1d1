import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../app-env.ts";
import { parseCommand } from "../core/command.ts";
import { answerInTime } from "../services/commands/answer-in-time.ts";
import { openForm, toFormRequest } from "./forms/open-form.ts";
import { showHome } from "./home/show-home.ts";
import { presentAnswer } from "./present.ts";
import { slashCommandSchema } from "./schema.ts";

/** `POST /slack/commands`, verified: answers in the HTTP response, always 200 with a sentence or a card. */
export async function handleCommand(c: HonoContext<AppEnv>, rawBody: string): Promise<Response> {
	const parsed = v.safeParse(slashCommandSchema, Object.fromEntries(new URLSearchParams(rawBody)));
	if (!parsed.success) return c.body(null, 400);
	const { team_id, user_id, channel_id, text, response_url, trigger_id } = parsed.output;
	const place = { teamId: team_id, userId: user_id, channelId: channel_id, responseUrl: response_url };
	const { request, answer } = await answerInTime(c.var.ctx, {
		...place,
		deskId: null,
		command: parseCommand(text),
		cursor: null,
		from: 1,
		replacesMessage: false,
	});
	if (answer.kind === "form" && trigger_id) {
		await openForm(
			c.var.ctx,
			{ ...place, triggerId: trigger_id },
			answer.desk.id,
			toFormRequest(answer.command),
		);
		return c.body(null, 200);
	}
	if (answer.kind === "signed_out" && answer.wasSignedIn) c.var.ctx.later(showHome(c.var.ctx, place));
	const message = await presentAnswer(c.var.ctx, request, answer);
	return c.json({ response_type: "ephemeral", ...message });
}
