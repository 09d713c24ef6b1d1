import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pauseSlack, resumeSlack } from "../../src/services/desks/pause-slack.ts";
import { removeSlack } from "../../src/services/desks/remove-slack.ts";
import { setWorkspaceState } from "../../src/services/workspaces/set-workspace-state.ts";
import { rows } from "./admin/stage.ts";
import {
	ADMIN,
	addSecondDesk,
	auditOf,
	createWorld,
	MINA_SLACK,
	TEAM,
	type World,
} from "./settings-world.ts";

let world: World;

beforeEach(async () => {
	world = await createWorld();
});
afterEach(() => {
	vi.restoreAllMocks();
});

async function ask(channelId = "C0SUPPORT1"): Promise<string> {
	const place = { teamId: TEAM, userId: MINA_SLACK, channelId, text: "1042" };
	return (await world.stage.slack.command(place)).body;
}

const setState = (state: "active" | "disabled", deskId = world.deskId) =>
	setWorkspaceState(world.ctx, { actor: ADMIN, deskId, workspaceId: world.workspaceId, state });

/** All settings, without what says when they were changed. */
async function settingsNow() {
	const { updated_at, state, ...rest } = await world.workspace();
	return [rest, await rows("mappings"), await rows("agent_links"), await rows("credentials")];
}

describe("disabling a workspace", () => {
	it("refuses commands with who can enable it and where, and keeps everything", async () => {
		const before = await settingsNow();
		expect(await setState("disabled")).toBe(true);
		expect(await ask()).toContain("/admin");
		expect(await ask()).not.toContain("acme.zendesk.com/agent/tickets/1042");
		expect(await settingsNow()).toEqual(before);
		expect(await setState("active")).toBe(true);
		expect(await ask()).toContain("acme.zendesk.com/agent/tickets/1042");
		expect(await settingsNow()).toEqual(before);
	});

	it("is recorded once however often it is done", async () => {
		await setState("disabled");
		await setState("disabled");
		expect(await auditOf("workspace.disabled")).toHaveLength(1);
	});

	it("is nothing another desk's administrator can do", async () => {
		expect(await setState("disabled", "another")).toBe(false);
		expect(await world.workspace()).toMatchObject({ state: "active" });
	});

	it("lets what waits in the team be looked at anew", async () => {
		const wake = vi.fn(async () => {});
		const slackTeam = () => ({ ...world.ctx.slackTeam(world.objectId), wake }) as never;
		const ctx = { ...world.ctx, slackTeam };
		const place = { actor: ADMIN, deskId: world.deskId, workspaceId: world.workspaceId };
		await setWorkspaceState(
			{ ...ctx, db: world.ctx.db, reads: world.ctx.reads },
			{ ...place, state: "disabled" },
		);
		expect(wake).toHaveBeenCalledTimes(1);
	});
});

describe("pausing a desk's Slack integration", () => {
	it("lets commands go on and keeps everything", async () => {
		const before = await settingsNow();
		const input = { actor: ADMIN, deskId: world.deskId };
		expect(await pauseSlack(world.ctx, input)).toBe(true);
		expect(await rows("desks")).toMatchObject([{ state: "connected", paused_at: expect.any(Number) }]);
		expect(await ask()).toContain("acme.zendesk.com/agent/tickets/1042");
		expect(await settingsNow()).toEqual(before);
		expect(await resumeSlack(world.ctx, input)).toBe(true);
		expect(await rows("desks")).toMatchObject([{ paused_at: null }]);
	});

	it("is what its workspaces' pages say, until it goes on", async () => {
		const { browser } = world.stage;
		const states = async () => {
			await browser.open(`/admin/workspaces/${world.workspaceId}`);
			return browser.page.text;
		};
		expect(await states()).not.toContain("Paused");
		await pauseSlack(world.ctx, { actor: ADMIN, deskId: world.deskId });
		expect(await states()).toContain("Paused");
		await resumeSlack(world.ctx, { actor: ADMIN, deskId: world.deskId });
		expect(await states()).not.toContain("Paused");
	});

	it("is recorded once however often it is done, and keeps when it began", async () => {
		const input = { actor: ADMIN, deskId: world.deskId };
		await pauseSlack(world.ctx, input);
		const [first] = await rows("desks");
		await pauseSlack(world.ctx, input);
		expect((await rows("desks"))[0]?.paused_at).toBe(first?.paused_at);
		await resumeSlack(world.ctx, input);
		await resumeSlack(world.ctx, input);
		expect(await auditOf("desk.slack_paused")).toHaveLength(1);
		expect(await auditOf("desk.slack_resumed")).toHaveLength(1);
	});

	it("says so where there is no such desk", async () => {
		expect(await pauseSlack(world.ctx, { actor: ADMIN, deskId: "another" })).toBe(false);
		expect(await rows("desks")).toMatchObject([{ paused_at: null }]);
	});
});

describe("removing a desk's Slack integration", () => {
	it("keeps the connection to the desk and takes everything else, the webhook too", async () => {
		const before = (await rows("desks"))[0];
		expect(await removeSlack(world.ctx, { actor: ADMIN, deskId: world.deskId })).toBe(true);
		for (const table of ["workspaces", "mappings", "agent_links", "slack_teams", "desk_webhooks"]) {
			expect([table, await rows(table)]).toEqual([table, []]);
		}
		expect(await rows("desks")).toMatchObject([
			{ state: "connected", credential_id: before?.credential_id, listening_at: null, next_poll_at: null },
		]);
		expect(await rows("credentials")).toMatchObject([{ id: before?.credential_id, state: "active" }]);
		expect(await auditOf("desk.slack_removed")).toHaveLength(1);
	});

	it("changes and records nothing a second time, and can be begun again by an install", async () => {
		const input = { actor: ADMIN, deskId: world.deskId };
		await removeSlack(world.ctx, input);
		await removeSlack(world.ctx, input);
		expect(await auditOf("desk.slack_removed")).toHaveLength(1);
		expect(await auditOf("workspace.deleted")).toHaveLength(1);
	});

	it("leaves another desk of the team as it is", async () => {
		const second = await addSecondDesk(world);
		await removeSlack(world.ctx, { actor: ADMIN, deskId: world.deskId });
		expect(await rows("workspaces")).toMatchObject([{ id: second.workspaceId, is_default: 1 }]);
		expect(await rows("mappings")).toMatchObject([{ channel_id: "C0BILLING1" }]);
	});

	it("is nothing for a desk that isn't there", async () => {
		expect(await removeSlack(world.ctx, { actor: ADMIN, deskId: "another" })).toBe(false);
		expect(await rows("workspaces")).toHaveLength(1);
	});
});
