import { describe, expect, it } from "vitest";
import { VendorError } from "../../../src/lib/errors.ts";
import { createChannelList, type ReadPage } from "../../../src/objects/slack-team/channel-list.ts";

const PAGE = 999;
const MINUTE = 60_000;

/** A workspace with this many channels, named `team-0` and so on; `fail` decides about each page. */
function createSlack(count: number, fail: (page: number) => Error | null = () => null) {
	const pages: number[] = [];
	const readPage: ReadPage = async (cursor) => {
		const page = Number(cursor ?? 0);
		pages.push(page);
		const error = fail(page);
		if (error) throw error;
		const from = page * PAGE;
		const items = Array.from({ length: Math.min(PAGE, count - from) }, (_, index) => ({
			id: `C${from + index}`,
			name: `team-${from + index}`,
			is_member: false,
			is_private: false,
			is_archived: false,
			is_im: false,
			is_ext_shared: false,
		}));
		return { items, next: from + PAGE < count ? String(page + 1) : null };
	};
	return { pages, readPage };
}

const query = (words: string, more: object = {}) => ({ words, limit: 5, waitMs: 1000, ...more });
const limited = () =>
	new VendorError({ vendor: "slack", kind: "rate_limited", code: "ratelimited", retryAfterSeconds: 30 });

describe("the channels of a large workspace", () => {
	it("are read once, however many look for one at the same time", async () => {
		const slack = createSlack(10_000);
		const list = createChannelList(() => 0);
		const searches = await Promise.all(
			["team-9999", "team-7", "nothing"].map((words) => list.find(query(words), slack.readPage)),
		);
		expect(searches.map(({ found }) => found[0]?.name)).toEqual(["team-9999", "team-7", undefined]);
		expect(searches[0]).toMatchObject({ isComplete: true, known: 10_000, problem: null });
		expect(slack.pages).toHaveLength(11);
	});

	it("are found by their very names too", async () => {
		const list = createChannelList(() => 0);
		const { named } = await list.find(
			query("", { names: ["team-4000", "gone"] }),
			createSlack(5000).readPage,
		);
		expect(named.map(({ id }) => id)).toEqual(["C4000"]);
	});

	it("can be searched while the rest is still being read, which is said", async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		const { readPage } = createSlack(2500);
		const slow: ReadPage = async (cursor) => {
			if (cursor !== null) await held;
			return readPage(cursor);
		};
		const list = createChannelList(() => 0);
		const early = await list.find(query("team", { waitMs: 1 }), slow);
		expect(early).toMatchObject({ known: 999, isReading: true, isComplete: false, problem: null });
		release();
		expect(await list.find(query("team-2400"), slow)).toMatchObject({
			isComplete: true,
			known: 2500,
			total: 1,
		});
	});

	it("go on where Slack asked for a pause, once that is over", async () => {
		let now = 0;
		let isLimited = true;
		const slack = createSlack(3000, (page) => (page === 2 && isLimited ? limited() : null));
		const list = createChannelList(() => now);
		const cut = await list.find(query(""), slack.readPage);
		expect(cut).toMatchObject({ known: 1998, problem: "ratelimited", isComplete: false });
		isLimited = false;
		now = 29_000;
		expect((await list.find(query("", { isFresh: true }), slack.readPage)).known).toBe(1998);
		now = 30_000;
		expect(await list.find(query(""), slack.readPage)).toMatchObject({ known: 3000, problem: null });
		expect(slack.pages).toEqual([0, 1, 2, 2, 3]);
	});

	it("are read again after ten minutes, or when somebody looks again, but not at each press", async () => {
		let now = 0;
		const slack = createSlack(10);
		const list = createChannelList(() => now);
		const lookAgain = () => list.find(query("", { isFresh: true }), slack.readPage);
		await list.find(query(""), slack.readPage);
		now = MINUTE;
		await list.find(query(""), slack.readPage);
		expect(slack.pages).toHaveLength(1);
		await lookAgain();
		await lookAgain();
		expect(slack.pages).toHaveLength(2);
		now = 12 * MINUTE;
		await list.find(query(""), slack.readPage);
		expect(slack.pages).toHaveLength(3);
	});

	it("are read in rounds where there are more than one round takes", async () => {
		const slack = createSlack(45_000);
		const list = createChannelList(() => 0);
		expect(await list.find(query(""), slack.readPage)).toMatchObject({ isReading: true, problem: null });
		expect(await list.find(query(""), slack.readPage)).toMatchObject({ isReading: false, known: 45_000 });
	});

	it("say why there are none", async () => {
		const gone = new VendorError({ vendor: "slack", kind: "auth", code: "token_revoked" });
		const list = createChannelList(() => 0);
		const search = await list.find(query(""), createSlack(10, () => gone).readPage);
		expect(search).toMatchObject({ known: 0, found: [], problem: "token_revoked" });
	});
});
