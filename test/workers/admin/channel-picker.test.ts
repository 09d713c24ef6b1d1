import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWorld, type World } from "../settings-world.ts";
import { ORIGIN, rows } from "./stage.ts";

const PAGE = 999;
const MANY = 10_000;

let world: World;
let listed = 0;

/** Slack's list has 10,000 channels before those of the simulator's own. */
function answerList(request: Request): Response | null {
	if (new URL(request.url).pathname !== "/api/conversations.list") return null;
	listed += 1;
	const channels = Array.from({ length: PAGE }, (_, index) => ({
		id: `C${String(listed).padStart(3, "0")}${String(index).padStart(5, "0")}`,
		name: `team-${listed}-${index}`,
		is_member: listed === 1 && index === 7,
		is_private: index % 2 === 1,
		is_ext_shared: index === 5,
	}));
	const isLast = listed * PAGE >= MANY;
	return Response.json({
		ok: true,
		channels,
		response_metadata: { next_cursor: isLast ? "" : String(listed) },
	});
}

beforeEach(async () => {
	listed = 0;
	world = await createWorld({ intercept: answerList });
});
afterEach(() => {
	vi.restoreAllMocks();
});

const open = (path: string) =>
	world.stage.browser.open(`${ORIGIN}/admin/workspaces/${world.workspaceId}/${path}`);
const radios = () => world.stage.browser.page.root.querySelectorAll('input[type="radio"]');

describe("choosing among 10,000 channels", () => {
	it("shows what is chosen and some others, and asks Slack for the list once", async () => {
		const page = await open("where");
		expect(radios().length).toBeLessThan(20);
		expect(page.root.querySelector("input[checked]")?.getAttribute("value")).toBe("C0SUPPORT1");
		expect(page.text).toContain("Search for the one you mean");
		await open("where?q=team-9-12");
		await open("channels?q=team-9-12");
		expect(listed).toBe(11);
	});

	it("finds one by a part of its name, says what it is, and sends everything there", async () => {
		await open("where");
		await world.stage.browser.submit("Search", { q: "TEAM-3-5" });
		expect(world.stage.browser.page.text).toContain("#team-3-5 (private, shared with another company)");
		expect(radios()).toHaveLength(16);
	});

	it("narrows the list while somebody types, what is chosen included", async () => {
		const page = await open("channels?q=team-11-998&chosen=C0SUPPORT1");
		const values = page.root.querySelectorAll("input").map((input) => input.getAttribute("value"));
		expect(values).toEqual(["C0SUPPORT1", "C01100998"]);
		expect(page.text).toContain("Found: 1.");
		expect(page.html).not.toContain("<html");
	});

	it("offers names for the fields of departments", async () => {
		const page = await open("channels?as=options&q=team-2-40");
		expect(page.root.querySelectorAll("option").map((option) => option.getAttribute("value"))).toEqual(
			expect.arrayContaining(["Direct messages", "#team-2-40", "#team-2-400"]),
		);
	});

	it("says at the field when no channel has the name that was entered, and keeps it", async () => {
		await open("where");
		const page = await world.stage.browser.submit("Send everything there", { channel_id: "#vip-only" });
		expect(page.status).toBe(422);
		expect(page.text).toContain("The app sees no channel called #vip-only");
		expect(page.text).toContain("/invite @Deskbridge");
		expect(page.root.querySelector("#channel_id")?.getAttribute("value")).toBe("#vip-only");
	});

	it("takes the link of a channel that the app can't see, which waits for the invitation", async () => {
		await open("where");
		const link = "https://acme.slack.com/archives/C0VIP00001";
		const page = await world.stage.browser.submit("Send everything there", { channel_id: link });
		expect(page.text).toContain("Invite the app before anything can be posted in #C0VIP00001");
		expect(await rows("mappings")).toMatchObject([{ channel_id: "C0VIP00001", state: "needs_invite" }]);
	});

	it("takes a department's channel by name, and direct messages by their word", async () => {
		const page = await open("where");
		const [first, second] = page.root
			.querySelectorAll('input[list="channel-options"]')
			.map((input) => input.getAttribute("name") ?? "");
		await world.stage.browser.submit("Save channels", {
			[first ?? ""]: "#support",
			[second ?? ""]: "direct messages",
		});
		expect(await rows("mappings")).toMatchObject([
			{ channel_id: "C0SUPPORT1", department_id: first?.slice("department_".length) },
			{ channel_kind: "direct", department_id: second?.slice("department_".length) },
		]);
		const again = await open("where");
		expect(again.root.querySelector(`#${first}`)?.getAttribute("value")).toBe("#support");
		expect(again.root.querySelector(`#${second}`)?.getAttribute("value")).toBe("Direct messages");
	});

	it("shows nothing of another desk's workspace", async () => {
		const answer = await world.stage.browser.open(`${ORIGIN}/admin/workspaces/nobodys/channels?q=team`);
		expect(answer.status).toBe(404);
	});
});
