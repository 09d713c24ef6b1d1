import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ZENDESK_GROUPS } from "../../sandbox/seed/people.ts";
import { NO_FILTERS } from "../../src/core/notification-settings.ts";
import type { Department } from "../../src/core/ticket.ts";
import { TICKET_EVENT_TYPES } from "../../src/core/ticket-event.ts";
import { setAllToOne, setEach } from "../../src/services/workspaces/mapping.ts";
import { setWorkspaceState } from "../../src/services/workspaces/set-workspace-state.ts";
import {
	feedableEvents,
	saveFilters,
	saveLook,
	saveSwitches,
	saveTimes,
} from "../../src/services/workspaces/settings.ts";
import { install, rows } from "./admin/stage.ts";
import { ADMIN, auditOf, createWorld, MINA_SLACK, type World } from "./settings-world.ts";

const SUPPORT: Department = { id: String(ZENDESK_GROUPS.support), name: "Support" };
const BILLING: Department = { id: String(ZENDESK_GROUPS.billing), name: "Billing" };
const KNOWN = [SUPPORT, BILLING];

let world: World;

beforeEach(async () => {
	world = await createWorld();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const toEach = async (choices: { departmentId: string; channelId: string }[]) =>
	setEach(world.ctx, await world.edit(), { choices, known: KNOWN });

describe("a new workspace", () => {
	it("has its installer's language and clock, all departments in one channel and the default switches", async () => {
		expect(await world.workspace()).toMatchObject({
			locale: "ja",
			timezone: "Asia/Tokyo",
			mode: "all",
			switches: "{}",
			filters: "{}",
			layout: "threads",
		});
	});
});

describe("the mapping", () => {
	it("sends everything to the one channel that is chosen, which the app joins", async () => {
		const result = await setAllToOne(world.ctx, await world.edit(), { channelId: "C0BILLING1" });
		expect(result).toEqual({ ok: true, shared: [], waiting: [] });
		expect(await rows("mappings")).toMatchObject([
			{ department_id: "*", channel_id: "C0BILLING1", channel_name: "billing", state: "ready" },
		]);
		expect(world.stage.calls).toContain("POST slack.com/api/conversations.join");
		expect(await auditOf("workspace.mapping_changed")).toHaveLength(1);
	});

	it("replaces the one channel by one for each department, in one write, and back", async () => {
		const both = [
			{ departmentId: SUPPORT.id, channelId: "C0SUPPORT1" },
			{ departmentId: BILLING.id, channelId: "C0BILLING1" },
		];
		expect(await toEach(both)).toMatchObject({ ok: true });
		expect((await world.workspace()).mode).toBe("each");
		expect(await rows("mappings")).toMatchObject([
			{ department_id: SUPPORT.id, department_name: "Support", channel_id: "C0SUPPORT1" },
			{ department_id: BILLING.id, department_name: "Billing", channel_id: "C0BILLING1" },
		]);
		await setAllToOne(world.ctx, await world.edit(), { channelId: "C0SUPPORT1" });
		expect((await rows("mappings")).map((row) => row.department_id)).toEqual(["*"]);
	});

	it("takes along what waits for a channel that it replaces", async () => {
		const wake = vi.fn(async () => {});
		const ctx = { ...world.ctx, slackTeam: () => ({ wake }) as never };
		await setAllToOne(ctx, await world.edit(), { channelId: "C0BILLING1" });
		expect(wake).toHaveBeenCalledWith([
			{ workspaceId: world.workspaceId, from: "C0SUPPORT1", to: "C0BILLING1" },
		]);
	});

	it("lets departments share a channel", async () => {
		const shared = KNOWN.map(({ id }) => ({ departmentId: id, channelId: "C0SUPPORT1" }));
		expect(await toEach(shared)).toMatchObject({ ok: true });
		expect(await rows("mappings")).toHaveLength(2);
	});

	it("never gives one department two channels, nor does the database", async () => {
		const before = await rows("mappings");
		const twice = ["C0SUPPORT1", "C0BILLING1"].map((channelId) => ({ departmentId: SUPPORT.id, channelId }));
		expect(await toEach(twice)).toEqual({
			ok: false,
			reason: "department_twice",
			departmentId: SUPPORT.id,
		});
		expect(await rows("mappings")).toEqual(before);
		const again = env.DB.prepare(
			"insert into mappings select desk_id, team_id, department_id, 'C0BILLING1', 'billing', 'public', 'ready', 1, '', null, null from mappings",
		);
		await expect(again.run()).rejects.toThrow(/UNIQUE/);
	});

	it("takes no department that the desk doesn't have, nor the sign for all of them", async () => {
		for (const departmentId of ["999", "*"]) {
			expect(await toEach([{ departmentId, channelId: "C0SUPPORT1" }])).toEqual({
				ok: false,
				reason: "department_unknown",
				departmentId,
			});
		}
	});

	it.each([
		["C0LAUNCH24", "archived"],
		["D0MINAALEX", "unknown"],
		["support", "unknown"],
	])("refuses %s: %s", async (channelId, problem) => {
		const before = await rows("mappings");
		const result = await setAllToOne(world.ctx, await world.edit(), { channelId });
		expect(result).toEqual({ ok: false, reason: "channel", channelId, problem });
		expect(await rows("mappings")).toEqual(before);
	});

	it("lets a private channel wait for the invitation", async () => {
		const result = await setAllToOne(world.ctx, await world.edit(), { channelId: "C0VIP00001" });
		expect(result).toEqual({ ok: true, shared: [], waiting: ["C0VIP00001"] });
		expect(await rows("mappings")).toMatchObject([{ channel_kind: "private", state: "needs_invite" }]);
	});

	it("says which channel another company reads too", async () => {
		const result = await setAllToOne(world.ctx, await world.edit(), { channelId: "C0GLOBEX01" });
		expect(result).toEqual({ ok: true, shared: ["ext-globex"], waiting: [] });
	});

	it("can be the direct messages of whoever connected the workspace", async () => {
		await setAllToOne(world.ctx, await world.edit(), { channelId: "direct" });
		expect(await rows("mappings")).toMatchObject([{ channel_kind: "direct", state: "ready" }]);
	});

	it("is written and recorded once when it is sent twice", async () => {
		const edit = await world.edit();
		await setAllToOne(world.ctx, edit, { channelId: "C0BILLING1" });
		expect(await setAllToOne(world.ctx, edit, { channelId: "C0BILLING1" })).toMatchObject({ ok: true });
		expect(await auditOf("workspace.mapping_changed")).toHaveLength(1);
	});

	it("stays each to its own when the app is installed again", async () => {
		await toEach([{ departmentId: SUPPORT.id, channelId: "C0SUPPORT1" }]);
		await install(world.stage.browser, { person: MINA_SLACK, channel: "C0JAPAN001" });
		expect(await rows("mappings")).toMatchObject([{ department_id: SUPPORT.id, channel_id: "C0SUPPORT1" }]);
	});
});

describe("two editors", () => {
	it("can't both be right: the second is told, and nothing of theirs is written", async () => {
		const edit = await world.edit();
		await saveLook(world.ctx, edit, { layout: "flat", locale: "ja" });
		const filters = { ...NO_FILTERS, tags: ["vip"] };
		expect(await saveFilters(world.ctx, edit, filters)).toEqual({ ok: false, reason: "changed" });
		const moved = await setAllToOne(world.ctx, edit, { channelId: "C0BILLING1" });
		expect(moved).toEqual({ ok: false, reason: "changed" });
		expect(await world.workspace()).toMatchObject({ filters: "{}", layout: "flat" });
		expect(await rows("mappings")).toMatchObject([{ channel_id: "C0SUPPORT1" }]);
	});

	it("at the very same moment end with one of them", async () => {
		const edit = await world.edit();
		const results = await Promise.all([
			saveLook(world.ctx, edit, { layout: "flat", locale: "en" }),
			saveFilters(world.ctx, edit, { ...NO_FILTERS, tags: ["vip"] }),
		]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const written = [
			...(await auditOf("workspace.look_changed")),
			...(await auditOf("workspace.filters_changed")),
		];
		expect(written).toHaveLength(1);
	});
});

describe("the other settings", () => {
	it("keep only the switches that differ, and only of events the desk tells of", async () => {
		const provider = world.ctx.provider("zendesk");
		const on = TICKET_EVENT_TYPES.filter((type) => type !== "ticket.closed");
		await saveSwitches(world.ctx, await world.edit(), { provider, on });
		expect((await world.workspace()).switches).toBe('{"ticket.closed":false}');
		expect(feedableEvents(provider)).not.toContain("ticket.escalated");
		await saveSwitches(world.ctx, await world.edit(), { provider, on: [...TICKET_EVENT_TYPES] });
		expect((await world.workspace()).switches).toBe("{}");
	});

	it("plan the next digest by the workspace's clock", async () => {
		const times = { timezone: "Asia/Tokyo", quiet: { from: 1320, to: 420 }, digestMinute: 540 };
		await saveTimes(world.ctx, await world.edit(), times);
		const { digest_next_at, quiet_from, quiet_to } = await world.workspace();
		expect([quiet_from, quiet_to]).toEqual([1320, 420]);
		expect(Number(digest_next_at)).toBeGreaterThan(Date.now());
		expect(new Date(Number(digest_next_at)).toISOString()).toMatch(/T00:00:00/);
		await saveTimes(world.ctx, await world.edit(), { ...times, quiet: null, digestMinute: null });
		expect(await world.workspace()).toMatchObject({ digest_next_at: null, quiet_from: null });
	});

	it("record who changed what from what to what, and nothing when nothing changed", async () => {
		const look = { layout: "flat", locale: "ja" } as const;
		await saveLook(world.ctx, await world.edit(), look);
		await saveLook(world.ctx, await world.edit(), look);
		const [row, ...others] = await auditOf("workspace.look_changed");
		expect(others).toEqual([]);
		expect(row).toMatchObject({ actor_name: "Mina Kato", subject: `workspace:${world.workspaceId}` });
		expect(JSON.parse(String(row?.details))).toEqual({ "layout.from": "threads", "layout.to": "flat" });
	});
});

describe("who may not edit", () => {
	const attempts: [string, (edit: Awaited<ReturnType<World["edit"]>>) => Promise<unknown>][] = [
		["one channel", (edit) => setAllToOne(world.ctx, edit, { channelId: "C0BILLING1" })],
		[
			"channels by department",
			(edit) => {
				const choices = [{ departmentId: SUPPORT.id, channelId: "C0SUPPORT1" }];
				return setEach(world.ctx, edit, { choices, known: KNOWN });
			},
		],
		[
			"switches",
			(edit) => saveSwitches(world.ctx, edit, { provider: world.ctx.provider("zendesk"), on: [] }),
		],
		["filters", (edit) => saveFilters(world.ctx, edit, { ...NO_FILTERS, tags: ["vip"] })],
		["times", (edit) => saveTimes(world.ctx, edit, { timezone: "UTC", quiet: null, digestMinute: 60 })],
		["look", (edit) => saveLook(world.ctx, edit, { layout: "flat", locale: "en" })],
	];

	it.each(attempts)("%s of a disabled workspace", async (_name, attempt) => {
		const place = { actor: ADMIN, deskId: world.deskId, workspaceId: world.workspaceId };
		await setWorkspaceState(world.ctx, { ...place, state: "disabled" });
		const before = [await rows("workspaces"), await rows("mappings"), await rows("audit_log")];
		expect(await attempt(await world.edit())).toEqual({ ok: false, reason: "disabled" });
		expect([await rows("workspaces"), await rows("mappings"), await rows("audit_log")]).toEqual(before);
	});

	it.each(attempts)("%s of another desk's workspace", async (_name, attempt) => {
		const edit = { ...(await world.edit()), deskId: "another" };
		const before = [await rows("workspaces"), await rows("mappings")];
		expect(await attempt(edit)).toEqual({ ok: false, reason: "not_found" });
		expect([await rows("workspaces"), await rows("mappings")]).toEqual(before);
	});
});
