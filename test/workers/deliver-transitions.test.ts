import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "../../src/context.ts";
import type { NewDelivery } from "../../src/core/delivery.ts";
import type { Notice } from "../../src/core/ticket-event.ts";
import type { Blueprint } from "../../src/core/ticket-writing.ts";
import type { HelpDesk } from "../../src/desk/help-desk.ts";
import { deliverNotices } from "../../src/services/hearing/deliver-notices.ts";
import { at, blueprint, ticket } from "../unit/core/observations.ts";
import { ALEX, createDeskWorld, type DeskWorld } from "./desk-object-world.ts";

const OWN: Blueprint = { ...blueprint("Review"), name: "as Alex may" };

let world: DeskWorld;
let accepted: NewDelivery[];
let reads: number;
let read: () => Promise<Blueprint | null>;

beforeEach(async () => {
	world = await createDeskWorld();
	[accepted, reads, read] = [[], 0, async () => OWN];
});

afterEach(() => {
	vi.restoreAllMocks();
});

function context(): Context {
	const provider = world.ctx.provider("zendesk");
	const open = () => {
		const asAgent = async () => {
			reads += 1;
			return read();
		};
		return { blueprint: asAgent } as unknown as HelpDesk;
	};
	const team = { ...env.SLACK_TEAMS.getByName(world.objectId) };
	return {
		...world.ctx,
		provider: () => ({ ...provider, open }),
		slackTeam: () => ({ ...team, accept: async (deliveries) => void accepted.push(...deliveries) }),
	};
}

function upcoming(): Notice {
	const { deskId } = world;
	const assignee = { id: String(ALEX), name: "Alex", email: null };
	const told = { type: "transition.upcoming", blueprint: blueprint("Review") } as const;
	const event = { ...told, id: `${deskId}:t1:transition.upcoming:r1`, at: at(1), actor: null };
	return { deskId, ticket: ticket({ assignee }), tags: [], revision: 1, events: [event], at: at(1) };
}

/** What a channel and a person read of the blueprint. */
function shown(kind: "channel" | "direct"): Blueprint | null {
	const delivery = accepted.find(({ destination }) => destination.kind === kind);
	const event = delivery?.content.kind === "notice" ? delivery.content.notice.events[0] : null;
	return event?.type === "transition.upcoming" ? event.blueprint : null;
}

describe("upcoming transitions", () => {
	it("are told to the assignee as their own sign-in sees them, to the channel without a word on who may", async () => {
		await world.link(ALEX, "UALEX");
		await deliverNotices(context(), world.deskId, [upcoming()]);
		expect(shown("direct")).toEqual(OWN);
		expect(shown("channel")?.transitions).toEqual([
			{ id: "x0", name: "Step 0", toState: null, mine: false, owners: [] },
		]);
		expect(reads).toBe(1);
	});

	it("are told without a word on who may where the assignee's desk can't be read", async () => {
		await world.link(ALEX, "UALEX");
		read = async () => {
			throw new Error("no answer");
		};
		await deliverNotices(context(), world.deskId, [upcoming()]);
		expect(shown("direct")?.transitions).toMatchObject([{ name: "Step 0", mine: false, owners: [] }]);
	});

	it("are not read for nobody", async () => {
		await deliverNotices(context(), world.deskId, [upcoming()]);
		await world.link(ALEX, "UALEX", { dmSwitches: JSON.stringify({ "transition.upcoming": false }) });
		await deliverNotices(context(), world.deskId, [upcoming()]);
		expect(accepted.map(({ notSent }) => notSent)).toEqual([null, null, "switched_off"]);
		expect(reads).toBe(0);
	});
});
