/** The same command on slack-edge: the same read, the same view; no call to Slack to authorize. */
import { SlackApp } from "slack-edge";
import { buildHelp } from "../../src/slack/views/help.ts";
import { LOCALE, type PeerEnv, readCaller } from "./peer-env.ts";

/** Built once per isolate: the library's own examples build one for every request, which costs more. */
let app: SlackApp<PeerEnv> | null = null;

function createApp(env: PeerEnv): SlackApp<PeerEnv> {
	const authorize = async ({ context }: { context: { teamId?: string } }) => ({
		teamId: context.teamId ?? "",
		botId: "B0BENCH0001",
		botUserId: "U0BENCHBOT1",
		botToken: "bench-bot-token",
		botScopes: ["commands"],
	});
	return new SlackApp<PeerEnv>({ env, authorize }).command("/desk", async ({ payload }) => {
		const rows = await readCaller(env, (name) => payload[name]);
		const locale = rows[0]?.[LOCALE] === "ja" ? "ja" : "en";
		const { text, blocks } = buildHelp({ locale, provider: null });
		return { response_type: "ephemeral", text, blocks: [...blocks] };
	});
}

export default {
	fetch(request, env, execution) {
		app ??= createApp(env);
		return app.run(request, execution);
	},
} satisfies ExportedHandler<PeerEnv>;
