import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import { requireConfig } from "../../src/config.ts";
import { type Context, createContext } from "../../src/context.ts";
import type { NewDelivery } from "../../src/core/delivery.ts";
import type { TicketEvent } from "../../src/core/ticket-event.ts";
import { desks, mappings, slackTeams, workspaces } from "../../src/db/schema.ts";
import { deliveries } from "../../src/db/schema-hearing.ts";
import type { SlackTeam } from "../../src/objects/slack-team.ts";
import { botTokenPlace } from "../../src/services/workspaces/bot-token.ts";

export interface SlackCall {
	method: string;
	args: Record<string, string>;
	at: number;
}

type Reply = Response | Record<string, unknown> | "lost";
type Script = (call: SlackCall, calls: SlackCall[]) => Reply | undefined | Promise<Reply | undefined>;

/** Slack as far as a team's object knows it: every method succeeds unless a test says otherwise. */
export function createSlackStub() {
	const calls: SlackCall[] = [];
	let script: Script = () => undefined;
	let stamps = 1_700_000_000;

	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input as URL, init as RequestInit);
		const call = {
			method: new URL(request.url).pathname.slice("/api/".length),
			args: Object.fromEntries(new URLSearchParams(await request.text())),
			at: Date.now(),
		};
		calls.push(call);
		const reply = await script(call, calls);
		if (reply === "lost") throw new TypeError("connection lost");
		if (reply instanceof Response) return reply;
		return Response.json(reply ?? succeed(call));
	});

	function succeed({ method, args }: SlackCall) {
		if (method === "conversations.open") return { ok: true, channel: { id: `D${args.users?.slice(1)}` } };
		return { ok: true, channel: args.channel, ts: `${++stamps}.000100` };
	}

	return {
		calls,
		answer(next: Script) {
			script = next;
		},
		succeed,
		posts: () => calls.filter(({ method }) => method === "chat.postMessage"),
		updates: () => calls.filter(({ method }) => method === "chat.update"),
	};
}
export type SlackStub = ReturnType<typeof createSlackStub>;

export function createTestContext(): Context {
	return createContext(env, requireConfig(env), { requestId: "test", later: () => {} });
}

/** A team with one desk and its object. Alarms are rung by hand. */
export async function createTeam(ctx: Context, stub: SlackStub) {
	const id = () => ctx.newId().replaceAll(/[-_]/g, "x").toUpperCase();
	const [teamId, objectId, deskId, workspaceId] = [`T${id()}`, ctx.newId(), ctx.newId(), ctx.newId()];
	const channelId = `C${id()}`;
	const now = ctx.now();
	const connect = (token: string) => ctx.sealer.seal(token, botTokenPlace(teamId));
	await ctx.db.insert(slackTeams).values({
		teamId,
		objectId,
		name: "Acme",
		appId: "A1",
		botUserId: "UBOT",
		botTokenSealed: await connect("xoxb-1"),
		scopes: "chat:write",
		state: "active",
		installedAt: now,
		updatedAt: now,
	});
	await ctx.db.insert(desks).values({
		id: deskId,
		provider: "zendesk",
		address: "acme",
		portalId: deskId,
		name: "Acme",
		clientId: "client",
		clientSecretSealed: "sealed",
		state: "connected",
		createdAt: now,
		updatedAt: now,
	});
	await addWorkspace({ id: workspaceId, deskId });
	await addMapping(channelId);
	const fresh = () => env.SLACK_TEAMS.getByName(objectId);
	const object = fresh();
	const desk = { id: deskId, name: "Acme", provider: "zendesk" as const };
	let counter = 0;

	async function addWorkspace(input: { id: string; deskId: string; isDefault?: boolean }) {
		await ctx.db.insert(workspaces).values({
			teamId,
			state: "active",
			isDefault: false,
			connectedByUserId: "UADMIN",
			createdAt: now,
			updatedAt: now,
			...input,
		});
	}

	async function addMapping(channel: string) {
		await ctx.db.insert(mappings).values({
			deskId,
			teamId,
			departmentId: channel,
			channelId: channel,
			channelName: "support",
			channelKind: "public",
			state: "ready",
			updatedAt: now,
		});
	}

	/** Without the platform ringing by itself: every alarm is the test's. */
	async function quieten() {
		await runInDurableObject(fresh(), (_, state) => {
			state.storage.setAlarm = async () => {};
		});
	}
	await quieten();

	function notice(
		options: Partial<NewDelivery> & {
			ticket?: string;
			revision?: number;
			layout?: "threads" | "flat";
			eventIds?: string[];
		} = {},
	): NewDelivery {
		const number = ++counter;
		const { ticket = "1042", revision = number, layout = "threads", eventIds, ...rest } = options;
		const ids = eventIds ?? [`${deskId}:${ticket}:ticket.assigned:r${revision}`];
		const at = options.at ?? now - 60_000 + number;
		const events = ids.map(
			(eventId): TicketEvent => ({ id: eventId, type: "ticket.assigned", to: null, at, actor: null }),
		) as [TicketEvent, ...TicketEvent[]];
		const destination = options.destination ?? ({ kind: "channel", channelId } as const);
		return {
			key: `${ids[0]}|${JSON.stringify(destination)}`,
			workspaceId,
			desk,
			destination,
			locale: "en",
			at,
			notBefore: 0,
			notSent: null,
			content: {
				kind: "notice",
				layout,
				notice: { deskId, tags: [], revision, at, events, ticket: ticketOf(ticket, `Subject ${revision}`) },
			},
			...rest,
		};
	}

	return {
		teamId,
		objectId,
		deskId,
		workspaceId,
		channelId,
		object,
		/** A stub that an abort has not broken. */
		fresh,
		desk,
		notice,
		addWorkspace,
		addMapping,
		connect,
		quieten,
		/** One alarm. */
		ring: () => runInDurableObject(fresh(), (instance: SlackTeam) => instance.alarm()),
		sql: <T extends Record<string, SqlStorageValue>>(query: string, ...values: unknown[]) =>
			runInDurableObject(fresh(), (_, state) => [...state.storage.sql.exec<T>(query, ...values)]),
		/** As if this much time had passed in the object. */
		async pass(ms: number) {
			await runInDurableObject(fresh(), (_, state) => {
				const { sql } = state.storage;
				sql.exec(
					`update posts set happened_at = happened_at - ?1, hold_at = hold_at - ?1, give_up_at = give_up_at - ?1,
						created_at = created_at - ?1, finished_at = finished_at - ?1`,
					ms,
				);
				sql.exec("update pace set free_at = free_at - ?1, blocked_at = blocked_at - ?1", ms);
				sql.exec(
					"update cards set dirty_at = dirty_at - ?1, next_at = next_at - ?1, updated_at = updated_at - ?1",
					ms,
				);
				sql.exec("update troubles set since_at = since_at - ?1", ms);
			});
		},
		/** Alarms until nothing is left to send, a second between each and the next. */
		async settle() {
			for (let round = 0; round < 30; round++) {
				await this.ring();
				const left = await this.sql(
					"select 1 from posts where state = 'queued' union all select 1 from cards where dirty_at is not null limit 1",
				);
				if (left.length === 0) return;
				await this.pass(6_000);
			}
			throw new Error("it never settles");
		},
		log: () => ctx.db.select().from(deliveries).where(eq(deliveries.teamId, teamId)),
		mapping: async () => (await ctx.db.select().from(mappings).where(eq(mappings.channelId, channelId)))[0],
		team: async () => (await ctx.db.select().from(slackTeams).where(eq(slackTeams.teamId, teamId)))[0],
		stub,
	};
}
export type TestTeam = Awaited<ReturnType<typeof createTeam>>;

function ticketOf(id: string, subject: string) {
	return {
		id,
		number: id,
		subject,
		url: `https://acme.zendesk.com/agent/tickets/${id}`,
		status: { category: "open" as const, label: null },
		priority: null,
		department: null,
		assignee: null,
		requester: null,
		createdAt: 1_700_000_000_000,
		updatedAt: null,
		dueAt: null,
		overdue: false,
		organization: null,
		lastMessage: null,
	};
}

export function eventsOf(call: SlackCall | undefined): string[] {
	const metadata = JSON.parse(call?.args.metadata ?? "{}");
	return metadata.event_payload?.events ?? [];
}
