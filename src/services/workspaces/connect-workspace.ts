import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { Locale } from "../../core/locale.ts";
import { mappings, slackTeams, workspaces } from "../../db/schema.ts";
import type { SlackInstallation } from "../../slack/oauth.ts";
import { eraseIfUnused } from "../agent-links/unlink-agent.ts";
import { recordChange } from "../audit/record.ts";
import type { Desk } from "../desks/find-desk.ts";
import { ensureListening } from "../hearing/listen.ts";
import { botTokenPlace } from "./bot-token.ts";
import { findMoves } from "./channel-moves.ts";
import type { ChosenChannel } from "./choose-channel.ts";
import { findAdminCredential, findLinkedCredential, upsertAdminLink } from "./link-administrator.ts";
import { wakeTeam } from "./wake-team.ts";

export interface WorkspaceInput {
	desk: Desk;
	/** The administrator whose session this is. */
	admin: { agentId: string; agentName: string };
	/** An install into one workspace: its `team` is not null. */
	installation: SlackInstallation;
	team: { id: string; name: string };
	channel: ChosenChannel;
	/** Of the installer's Slack: what a new workspace's channels read, and when. */
	locale: Locale;
	timezone: string;
}

export interface ConnectedWorkspace {
	workspaceId: string;
	/** Whether the channel is a new one for this desk, so that it has to be greeted. */
	channelIsNew: boolean;
	/** Whether the administrator's commands are answered without a sign-in. */
	adminLinked: boolean;
}

/** Stands for all departments. */
export const ALL_DEPARTMENTS = "*";

/** Connects a team to a desk, or takes its new token: settings that exist are kept. */
export async function connectWorkspace(ctx: Context, input: WorkspaceInput): Promise<ConnectedWorkspace> {
	const { desk, admin, team, channel } = input;
	const [existing] = await ctx.db
		.select({ id: workspaces.id, mode: workspaces.mode })
		.from(workspaces)
		.where(and(eq(workspaces.deskId, desk.id), eq(workspaces.teamId, team.id)));
	const mapped = await ctx.db
		.select()
		.from(mappings)
		.where(and(eq(mappings.deskId, desk.id), eq(mappings.teamId, team.id)));
	// Where each department has its own channel, the one chosen now is only an offer.
	const oneForAll = existing?.mode !== "each";
	const credentialId = await findAdminCredential(ctx, desk, admin.agentId);
	const replaced = await findLinkedCredential(ctx, input);
	const workspaceId = existing?.id ?? ctx.newId();
	const botTokenSealed = await ctx.sealer.seal(input.installation.access_token, botTokenPlace(team.id));

	await ctx.db.batch([
		upsertTeam(ctx, input, botTokenSealed),
		insertWorkspace(ctx, input, workspaceId),
		recordChange(ctx, {
			deskId: desk.id,
			actor: { kind: "admin", id: admin.agentId, name: admin.agentName },
			action: existing ? "workspace.reauthorized" : "workspace.connected",
			subject: `workspace:${workspaceId}`,
			details: { team: team.id, ...toChannels(input, mapped), mapped: oneForAll },
		}),
		...(oneForAll ? [upsertMapping(ctx, input), countChange(ctx, workspaceId)] : []),
		...(credentialId ? [upsertAdminLink(ctx, input, credentialId)] : []),
		...(credentialId && !replaced ? [recordLink(ctx, input)] : []),
	]);
	if (replaced && credentialId && replaced !== credentialId) await eraseIfUnused(ctx, replaced);
	await ensureListening(ctx, desk.id);
	// Messages may have waited for this token, or this channel.
	const after = [{ departmentId: ALL_DEPARTMENTS, channelId: channel.id }];
	await wakeTeam(ctx, team.id, oneForAll ? findMoves(workspaceId, mapped, after) : []);
	const channelIsNew = oneForAll && !mapped.some(({ channelId }) => channelId === channel.id);
	return { workspaceId, channelIsNew, adminLinked: credentialId !== null };
}

/** Where all went so far, and the channel that was chosen now. */
function toChannels({ channel }: WorkspaceInput, mapped: readonly (typeof mappings.$inferSelect)[]) {
	const before = mapped.find(({ departmentId }) => departmentId === ALL_DEPARTMENTS);
	return { "channel.from": before?.channelId ?? null, "channel.to": channel.id };
}

function recordLink(ctx: Context, { desk, admin, team, installation }: WorkspaceInput) {
	const slackUser = installation.authed_user.id;
	return recordChange(ctx, {
		deskId: desk.id,
		actor: { kind: "admin", id: admin.agentId, name: admin.agentName },
		action: "agent_link.created",
		subject: `slack_user:${team.id}:${slackUser}`,
		details: { team: team.id, slackUser, agent: admin.agentId },
	});
}

function upsertTeam(ctx: Context, { installation, team }: WorkspaceInput, botTokenSealed: string) {
	const now = ctx.now();
	const given = {
		name: team.name || team.id,
		enterpriseId: installation.enterprise?.id ?? null,
		appId: installation.app_id,
		botUserId: installation.bot_user_id,
		botTokenSealed,
		scopes: installation.scope,
		state: "active" as const,
		trouble: null,
		troubleAt: null,
		installedAt: now,
		updatedAt: now,
	};
	return ctx.db
		.insert(slackTeams)
		.values({ teamId: team.id, objectId: ctx.newId(), ...given })
		.onConflictDoUpdate({ target: slackTeams.teamId, set: given });
}

function insertWorkspace(ctx: Context, input: WorkspaceInput, id: string) {
	const { desk, team, installation, locale, timezone } = input;
	const now = ctx.now();
	return ctx.db
		.insert(workspaces)
		.values({
			id,
			deskId: desk.id,
			teamId: team.id,
			state: "active",
			// The first of a team. Decided inside the statement: two installs at once can't both be it.
			isDefault: sql`not exists (select 1 from workspaces w where w.team_id = ${team.id} and w.is_default = 1)`,
			connectedByUserId: installation.authed_user.id,
			locale,
			timezone,
			createdAt: now,
			updatedAt: now,
		})
		.onConflictDoNothing({ target: [workspaces.deskId, workspaces.teamId] });
}

/** Whoever has the old channel open in a form is told. */
function countChange(ctx: Context, workspaceId: string) {
	return ctx.db
		.update(workspaces)
		.set({ settingsVersion: sql`${workspaces.settingsVersion} + 1` })
		.where(eq(workspaces.id, workspaceId));
}

function upsertMapping(ctx: Context, { desk, team, channel }: WorkspaceInput) {
	const target = {
		channelId: channel.id,
		channelName: channel.name,
		channelKind: channel.kind,
		state: channel.state,
		trouble: null,
		troubleAt: null,
		updatedAt: ctx.now(),
	};
	return ctx.db
		.insert(mappings)
		.values({ deskId: desk.id, teamId: team.id, departmentId: ALL_DEPARTMENTS, ...target })
		.onConflictDoUpdate({
			target: [mappings.deskId, mappings.teamId, mappings.departmentId],
			set: target,
		});
}
