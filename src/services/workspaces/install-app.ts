import type { Context } from "../../context.ts";
import { isVendorError } from "../../lib/errors.ts";
import { exchangeInstallCode, installUrl, type SlackInstallation } from "../../slack/oauth.ts";
import { findDesk } from "../desks/find-desk.ts";
import type { Session } from "../sessions/sessions.ts";
import { requireOrigin, requireSlackApp } from "../settings/settings.ts";
import { beginFlow, type FlowPayload } from "../sign-in/flows.ts";
import { slackCallbackAddress } from "./callback-address.ts";
import { type ChosenChannel, chooseChannel } from "./choose-channel.ts";
import { type ConnectedWorkspace, connectWorkspace } from "./connect-workspace.ts";

const EXCHANGE_TIMEOUT_MS = 10_000;

export type InstallRefusal =
	| "denied"
	| "not_distributed"
	| "code_refused"
	| "other_app"
	| "org_install"
	| "other_session"
	| "slack_unavailable";

export type InstallStep =
	| { step: "connected"; teamId: string; workspace: ConnectedWorkspace; channel: ChosenChannel }
	| { step: "refused"; reason: InstallRefusal; detail: string | null };

/** Slack's address where the app is put into a workspace. Throws `SetupIncomplete`. */
export async function beginInstall(ctx: Context, session: Session, browser: string): Promise<string> {
	const { clientId } = await requireSlackApp(ctx);
	const redirectUri = slackCallbackAddress(await requireOrigin(ctx));
	const { deskId, agentId } = session;
	const state = await beginFlow(ctx, "slack_install", browser, { deskId, agentId });
	return installUrl({ clientId, redirectUri, state });
}

/** Back from Slack: nothing is kept unless it is our app, in one workspace, for the session that began it. */
export async function returnFromInstall(
	ctx: Context,
	payload: FlowPayload<"slack_install">,
	session: Session | null,
	callback: URLSearchParams,
): Promise<InstallStep> {
	const error = callback.get("error");
	if (error) return refused(toCallbackReason(error), toWord(error));
	if (session?.deskId !== payload.deskId || session.agentId !== payload.agentId) {
		return refused("other_session");
	}
	const desk = await findDesk(ctx.db, payload.deskId);
	if (!desk) return refused("other_session");
	try {
		const installation = await exchange(ctx, callback.get("code") ?? "");
		const { appId } = await requireSlackApp(ctx);
		if (installation.app_id !== appId) return refused("other_app");
		const { team } = installation;
		if (!team || installation.is_enterprise_install) return refused("org_install");
		const slack = ctx.slack(installation.access_token, ctx.call(EXCHANGE_TIMEOUT_MS));
		const channel = await chooseChannel(slack, installation);
		const workspace = await connectWorkspace(ctx, { desk, admin: session, installation, team, channel });
		return { step: "connected", teamId: team.id, workspace, channel };
	} catch (failure) {
		if (!isVendorError(failure)) throw failure;
		ctx.log.warn("workspace.install_failed", { kind: failure.kind, code: failure.code });
		if (failure.code === "invalid_team_for_non_distributed_app") return refused("not_distributed");
		const passing = ["unavailable", "rate_limited", "malformed"].includes(failure.kind);
		return refused(passing ? "slack_unavailable" : "code_refused", failure.code);
	}
}

async function exchange(ctx: Context, code: string): Promise<SlackInstallation> {
	const app = await requireSlackApp(ctx);
	const redirectUri = slackCallbackAddress(await requireOrigin(ctx));
	return exchangeInstallCode(app, { code, redirectUri }, ctx.call(EXCHANGE_TIMEOUT_MS));
}

function toCallbackReason(error: string): InstallRefusal {
	if (error === "invalid_team_for_non_distributed_app") return "not_distributed";
	return error === "access_denied" ? "denied" : "code_refused";
}

/** An error word out of an address is shown only when it is a word. */
function toWord(text: string): string | null {
	return /^[a-z_]{1,60}$/.test(text) ? text : null;
}

function refused(reason: InstallRefusal, detail: string | null = null): InstallStep {
	return { step: "refused", reason, detail };
}
