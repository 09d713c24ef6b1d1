import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { toLocale } from "../../core/locale.ts";
import { workspaces } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { SlackClient } from "../../slack/client.ts";
import { exchangeInstallCode, installUrl, type SlackInstallation } from "../../slack/oauth.ts";
import { findDesk } from "../desks/find-desk.ts";
import type { Session } from "../sessions/sessions.ts";
import { requireOrigin, requireSlackApp } from "../settings/settings.ts";
import { beginFlow, type FlowPayload } from "../sign-in/flows.ts";
import { slackCallbackAddress } from "./callback-address.ts";
import { type ChosenChannel, chooseChannel } from "./choose-channel.ts";
import { type ConnectedWorkspace, connectWorkspace } from "./connect-workspace.ts";
import { finishDeletion } from "./finish-deletion.ts";
import { isTimeZone } from "./settings.ts";

const EXCHANGE_TIMEOUT_MS = 10_000;

export type InstallRefusal =
	| "denied"
	| "not_distributed"
	| "code_refused"
	| "other_app"
	| "org_install"
	| "other_session"
	| "being_removed"
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
		if (!(await isFree(ctx, desk.id, team.id))) return refused("being_removed");
		const slack = ctx.slack(installation.access_token, ctx.call(EXCHANGE_TIMEOUT_MS));
		const channel = await chooseChannel(slack, installation);
		const installer = await readInstaller(slack, installation.authed_user.id);
		const input = { desk, admin: session, installation, team, channel, ...installer };
		const workspace = await connectWorkspace(ctx, input);
		return { step: "connected", teamId: team.id, workspace, channel };
	} catch (failure) {
		if (!isVendorError(failure)) throw failure;
		ctx.log.warn("workspace.install_failed", { kind: failure.kind, code: failure.code });
		if (failure.code === "invalid_team_for_non_distributed_app") return refused("not_distributed");
		const passing = ["unavailable", "rate_limited", "malformed"].includes(failure.kind);
		return refused(passing ? "slack_unavailable" : "code_refused", failure.code);
	}
}

/** The installer's language and clock; a person Slack doesn't tell of has English and UTC. */
async function readInstaller(slack: SlackClient, userId: string) {
	try {
		const { locale, tz } = await slack.user(userId);
		return { locale: toLocale(locale ?? null), timezone: tz && isTimeZone(tz) ? tz : "UTC" };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return { locale: toLocale(null), timezone: "UTC" };
	}
}

/** What is left of an earlier connection is cleared away first: it would take the new one's settings with it. */
async function isFree(ctx: Context, deskId: string, teamId: string): Promise<boolean> {
	const [removed] = await ctx.db
		.select({ id: workspaces.id })
		.from(workspaces)
		.where(
			and(eq(workspaces.deskId, deskId), eq(workspaces.teamId, teamId), eq(workspaces.state, "deleting")),
		);
	return removed === undefined || finishDeletion(ctx, removed.id, { keepTeam: true });
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
