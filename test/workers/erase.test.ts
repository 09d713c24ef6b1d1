import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NewDelivery } from "../../src/core/delivery.ts";
import { deliveries } from "../../src/db/schema-hearing.ts";
import { eraseDesk } from "../../src/services/desks/erase-desk.ts";
import { finishErasure } from "../../src/services/desks/finish-erasure.ts";
import { beginFlow } from "../../src/services/sign-in/flows.ts";
import { holdGrant } from "../../src/services/sign-in/pending-grants.ts";
import { deleteWorkspace } from "../../src/services/workspaces/delete-workspace.ts";
import { findWorkspace } from "../../src/services/workspaces/find-workspace.ts";
import { findRemovals, resumeRemoval } from "../../src/services/workspaces/resume-removals.ts";
import { setWorkspaceState } from "../../src/services/workspaces/set-workspace-state.ts";
import { install, rows } from "./admin/stage.ts";
import {
	ADMIN,
	addSecondDesk,
	auditOf,
	createWorld,
	dump,
	MINA_SLACK,
	TEAM,
	traces,
	type World,
} from "./settings-world.ts";

const CHANNEL = "C0SUPPORT1";
const OTHER_SLACK = "U0ALEX0001";

let world: World;

beforeEach(async () => {
	world = await createWorld();
	await leaveTraces();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const remove = (deskId = world.deskId) =>
	deleteWorkspace(world.ctx, { actor: ADMIN, deskId, workspaceId: world.workspaceId });

/** One of everything that can be keyed to a workspace. */
async function leaveTraces(): Promise<void> {
	const { ctx, deskId, workspaceId } = world;
	const now = ctx.now();
	// Asked in the workspace by somebody who has yet to sign in: a sign-in link, a command that waits, a language.
	const place = { teamId: TEAM, userId: OTHER_SLACK, channelId: CHANNEL };
	await world.stage.slack.command({ ...place, text: "1042" });
	await env.DB.prepare(
		"insert into operations (id, key, kind, desk_id, team_id, user_id, channel_id, input_sealed, locale, state, attempts, next_at, expires_at, created_at) values ('o1', 'k1', 'comment', ?, ?, ?, ?, 'x', 'en', 'queued', 0, ?, ?, ?)",
	)
		.bind(deskId, TEAM, OTHER_SLACK, CHANNEL, now + 1e9, now + 1e9, now)
		.run();
	await ctx.db.insert(deliveries).values({
		id: "d1",
		deskId,
		teamId: TEAM,
		workspaceId,
		eventId: "e1",
		eventType: "ticket.created",
		destination: CHANNEL,
		state: "dead",
		reason: "channel",
		happenedAt: now,
		finishedAt: now,
	});
	const grant = {
		accessToken: "a",
		refreshToken: null,
		accessExpiresAt: null,
		refreshExpiresAt: null,
		scopes: [],
	};
	const identity = {
		agentId: "1",
		name: "Alex",
		email: null,
		isAdmin: false,
		isAgent: true,
		commentsOnly: false,
		locale: null,
	};
	const portal = { id: "acme", name: "Acme", url: "https://acme.zendesk.com", edition: null };
	const person = { deskId, teamId: TEAM, slackUserId: OTHER_SLACK };
	await holdGrant(ctx, "agent_link", "browser", {
		...person,
		grant,
		identity,
		portal,
		slackUserProven: true,
	});
	await beginFlow(ctx, "agent_link", "browser", { ...person, codeVerifier: "verifier" });
	await setWorkspaceState(ctx, { actor: ADMIN, deskId, workspaceId, state: "disabled" });
	await setWorkspaceState(ctx, { actor: ADMIN, deskId, workspaceId, state: "active" });
}

describe("deleting a workspace", () => {
	it("leaves nothing but one row that says who, when and an id that means nothing else", async () => {
		expect(await traces(TEAM, CHANNEL, MINA_SLACK, OTHER_SLACK)).not.toEqual([]);
		expect(await remove()).toBe(true);
		expect(await traces(TEAM, CHANNEL, MINA_SLACK, OTHER_SLACK)).toEqual([]);
		const left = await traces(world.workspaceId);
		expect(left).toHaveLength(1);
		expect(await auditOf("workspace.deleted")).toMatchObject([
			{ actor_name: "Mina Kato", subject: `workspace:${world.workspaceId}`, details: null },
		]);
		for (const table of ["pending_grants", "oauth_flows", "sign_in_links", "commands", "operations"]) {
			expect([table, await rows(table)]).toEqual([table, []]);
		}
	});

	it("gives the bot's token back and keeps the desk's own grant", async () => {
		const [desk] = await rows("desks");
		await remove();
		expect(world.stage.calls).toContain("POST slack.com/api/auth.revoke");
		expect(await rows("credentials")).toMatchObject([{ id: desk?.credential_id, state: "active" }]);
	});

	it("is final although Slack doesn't answer", async () => {
		vi.restoreAllMocks();
		vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("no connection"));
		expect(await remove()).toBe(true);
		expect(await traces(TEAM, CHANNEL, MINA_SLACK)).toEqual([]);
	});

	it("empties the team's object", async () => {
		const object = env.SLACK_TEAMS.getByName(world.objectId);
		const tables = () =>
			runInDurableObject(object, (_instance, { storage }) =>
				storage.sql.exec("select name from sqlite_master where name = 'posts'").toArray(),
			);
		await world.ctx.slackTeam(world.objectId).waiting(world.workspaceId);
		expect(await tables()).toHaveLength(1);
		await remove();
		await vi.waitFor(async () => expect(await tables()).toEqual([]));
	});

	it("is nothing for another desk's administrator, and nothing a second time", async () => {
		const before = await dump();
		expect(await remove("another")).toBe(false);
		expect(await dump()).toEqual(before);
		await remove();
		const after = await dump();
		expect(await remove()).toBe(false);
		expect(await dump()).toEqual(after);
	});

	it("can be followed by an install that begins anew", async () => {
		await remove();
		await install(world.stage.browser, { person: MINA_SLACK, channel: "C0BILLING1" });
		const [row, ...others] = await rows("workspaces");
		expect(others).toEqual([]);
		expect(row?.id).not.toBe(world.workspaceId);
		expect(await rows("mappings")).toMatchObject([{ channel_id: "C0BILLING1" }]);
	});

	it("with a second desk on the team keeps that one working, with the same bot, as the default", async () => {
		const second = await addSecondDesk(world);
		await remove();
		expect(world.stage.calls).not.toContain("POST slack.com/api/auth.revoke");
		expect(await rows("slack_teams")).toMatchObject([{ team_id: TEAM, state: "active" }]);
		expect(await rows("workspaces")).toMatchObject([{ id: second.workspaceId, is_default: 1 }]);
		expect(await traces(world.workspaceId)).toHaveLength(1);
		expect((await rows("agent_links")).map(({ desk_id }) => desk_id)).toEqual([second.deskId]);
		const asMina = { teamId: TEAM, userId: MINA_SLACK, channelId: "C0GENERAL1", text: "4702" };
		expect((await world.stage.slack.command(asMina)).body).toContain("4702");
	});
});

describe("a deletion that is interrupted", () => {
	it("makes the workspace gone at once, and goes on by Cron", async () => {
		const cut = vi.fn(async () => {
			throw new Error("killed");
		});
		const slackTeam = () => ({ dropWorkspace: cut }) as never;
		const ctx = Object.create(world.ctx, { slackTeam: { value: slackTeam } });
		expect(
			await deleteWorkspace(ctx, { actor: ADMIN, deskId: world.deskId, workspaceId: world.workspaceId }),
		).toBe(true);
		expect(cut).toHaveBeenCalledTimes(1);
		expect(await findWorkspace(world.ctx, world.deskId, world.workspaceId)).toBeNull();
		expect(await world.workspace()).toMatchObject({ state: "deleting", is_default: 0 });
		expect(await findRemovals(world.ctx, 5)).toEqual([world.workspaceId]);

		await resumeRemoval(world.ctx, world.workspaceId);
		expect(await findRemovals(world.ctx, 5)).toEqual([]);
		expect(await traces(TEAM, CHANNEL, MINA_SLACK, OTHER_SLACK)).toEqual([]);
		expect(await auditOf("workspace.deleted")).toHaveLength(1);
	});

	it("doesn't take the token of an install that comes before it is done", async () => {
		const cut = {
			slackTeam: { value: () => ({ dropWorkspace: () => Promise.reject(new Error("killed")) }) },
		};
		const place = { actor: ADMIN, deskId: world.deskId, workspaceId: world.workspaceId };
		await deleteWorkspace(Object.create(world.ctx, cut), place);
		await install(world.stage.browser, { person: MINA_SLACK, channel: "C0BILLING1" });
		expect(world.stage.calls).not.toContain("POST slack.com/api/auth.revoke");
		expect(await rows("workspaces")).toMatchObject([{ state: "active", is_default: 1 }]);
		expect(await rows("slack_teams")).toMatchObject([{ state: "active" }]);
	});
});

describe("erasing a desk", () => {
	it("leaves one row that says who and when, and gives every grant back", async () => {
		const [desk] = await rows("desks");
		expect(await eraseDesk(world.ctx, { actor: ADMIN, deskId: world.deskId })).toBe(true);
		const lines = await traces(world.deskId);
		expect(lines).toHaveLength(1);
		expect(await auditOf("desk.erased")).toMatchObject([
			{ actor_name: "Mina Kato", subject: `desk:${world.deskId}` },
		]);
		expect(await traces(TEAM, CHANNEL, MINA_SLACK, OTHER_SLACK, String(desk?.credential_id))).toEqual([]);
		for (const table of ["credentials", "sessions", "agreements", "desks", "workspaces"]) {
			expect([table, await rows(table)]).toEqual([table, []]);
		}
		expect(world.stage.calls.some((call) => call.startsWith("DELETE acme.zendesk.com"))).toBe(true);
	});

	it("signs its administrators out, and its pages are gone at once", async () => {
		await eraseDesk(world.ctx, { actor: ADMIN, deskId: world.deskId });
		await world.stage.browser.open("http://localhost:8787/admin");
		expect(world.stage.browser.page.url.pathname).toBe("/admin/sign-in");
	});

	it("leaves another desk on the same team as it is", async () => {
		const second = await addSecondDesk(world);
		await eraseDesk(world.ctx, { actor: ADMIN, deskId: world.deskId });
		expect(await rows("desks")).toMatchObject([{ id: second.deskId, state: "connected" }]);
		expect(await rows("workspaces")).toMatchObject([{ desk_id: second.deskId, is_default: 1 }]);
		expect(await rows("slack_teams")).toMatchObject([{ state: "active" }]);
	});

	it("goes on where it was interrupted", async () => {
		const cut = { desk: { value: () => ({ erase: () => Promise.reject(new Error("killed")) }) } };
		const ctx = Object.create(world.ctx, cut);
		expect(await eraseDesk(ctx, { actor: ADMIN, deskId: world.deskId })).toBe(true);
		expect(await rows("desks")).toMatchObject([{ state: "deleting" }]);
		expect(await findRemovals(world.ctx, 5)).toEqual([world.deskId]);
		expect(await finishErasure(world.ctx, world.deskId)).toBe(true);
		expect(await traces(world.deskId)).toHaveLength(1);
	});

	it("is nothing for a desk that isn't there", async () => {
		expect(await eraseDesk(world.ctx, { actor: ADMIN, deskId: "another" })).toBe(false);
		expect(await rows("desks")).toHaveLength(1);
	});
});

describe("what waits to be posted", () => {
	it("goes with the workspace", async () => {
		const delivery: NewDelivery = {
			key: "digest:1",
			workspaceId: world.workspaceId,
			desk: { id: world.deskId, name: "Acme", provider: "zendesk" },
			destination: { kind: "channel", channelId: CHANNEL },
			locale: "en",
			at: world.ctx.now(),
			notBefore: world.ctx.now() + 3_600_000,
			content: {
				kind: "trouble",
				code: "is_archived",
				channelId: CHANNEL,
				channelName: "support",
				settingsUrl: "https://desk.example/admin",
			},
			notSent: null,
		};
		await addSecondDesk(world);
		await world.ctx.slackTeam(world.objectId).accept([delivery]);
		expect(await world.ctx.slackTeam(world.objectId).waiting(world.workspaceId)).toBe(1);
		await remove();
		expect(await world.ctx.slackTeam(world.objectId).waiting(world.workspaceId)).toBe(0);
	});
});
