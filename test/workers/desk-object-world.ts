import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import { createClock } from "../../sandbox/vendor.ts";
import { createZendesk } from "../../sandbox/vendors/zendesk/simulator.ts";
import { requireConfig } from "../../src/config.ts";
import { type Context, createContext } from "../../src/context.ts";
import { agentLinks, desks, mappings, slackTeams, workspaces } from "../../src/db/schema.ts";
import type { Desk } from "../../src/objects/desk.ts";
import { adoptGrant } from "../../src/services/credentials/adopt-grant.ts";
import { clientSecretPlace } from "../../src/services/desks/client-secret.ts";
import { ALEX, CLIENT, createWorld, MINA, signIn, type World } from "../unit/desk/zendesk/session.ts";

export { ALEX, MINA };
export const CHANNEL = "C0SUPPORT1";

/** One delivery as a team's object has it. */
export interface Handed {
	lane: string;
	events: string[];
	reason: string | null;
	hold_at: number;
	happened_at: number;
}

/** A desk that is listened to, one workspace of it, and the vendor behind. Alarms are rung by hand. */
export async function createDeskWorld() {
	const ctx: Context = createContext(env, requireConfig(env), { requestId: "test", later: () => {} });
	const clock = createClock();
	const zendesk = createZendesk({ clock });
	const requests: Request[] = [];
	let fault: (request: Request) => Response | null = () => null;
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input as URL, init as RequestInit);
		requests.push(request.clone() as Request);
		return fault(request) ?? zendesk.fetch(request);
	});
	const direct: typeof fetch = (input, init) => zendesk.fetch(new Request(input as URL, init as RequestInit));
	const call = { fetch: direct, now: clock.now, timeoutMs: 5_000 };
	const world: World = { ...createWorld(), zendesk, clock, call };

	const [deskId, teamId, objectId, workspaceId] = [ctx.newId(), `T${ctx.newId()}`, ctx.newId(), ctx.newId()];
	const stamps = { createdAt: 1, updatedAt: 1 };
	await ctx.db.insert(desks).values({
		...stamps,
		id: deskId,
		provider: "zendesk",
		address: "acme",
		portalId: `acme-${deskId}`,
		name: "Acme",
		clientId: CLIENT.clientId,
		clientSecretSealed: await ctx.sealer.seal(CLIENT.clientSecret, clientSecretPlace(deskId)),
		state: "connected",
		listeningAt: clock.now(),
	});
	const grant = await signIn(world, MINA, "admin");
	const credentialId = await adoptGrant(ctx, { deskId, agentId: String(MINA), grant });
	await ctx.db.update(desks).set({ credentialId }).where(eq(desks.id, deskId));
	await addWorkspace({ id: workspaceId, teamId, objectId });
	await ctx.db.insert(mappings).values({
		deskId,
		teamId,
		departmentId: "*",
		channelId: CHANNEL,
		channelName: "support",
		channelKind: "public",
		state: "ready",
		updatedAt: 1,
	});
	const object = env.DESKS.getByName(deskId);
	await quieten(object);

	async function addWorkspace(given: { id: string; teamId: string; objectId: string }) {
		await ctx.db.insert(slackTeams).values({
			teamId: given.teamId,
			objectId: given.objectId,
			name: "Acme",
			appId: "A1",
			botUserId: "UBOT",
			botTokenSealed: "",
			scopes: "",
			state: "active",
			installedAt: 1,
			updatedAt: 1,
		});
		await ctx.db.insert(workspaces).values({
			...stamps,
			id: given.id,
			deskId,
			teamId: given.teamId,
			state: "active",
			isDefault: true,
			connectedByUserId: "U1",
		});
		await quieten(env.SLACK_TEAMS.getByName(given.objectId));
	}

	const sql = <T>(query: string, ...values: unknown[]) =>
		runInDurableObject(object, (_, state) => [...state.storage.sql.exec(query, ...values)] as T[]);
	const ring = () => runInDurableObject(object, (instance: Desk) => instance.alarm());

	return {
		ctx,
		clock,
		zendesk,
		requests,
		deskId,
		teamId,
		objectId,
		workspaceId,
		credentialId,
		object,
		sql,
		ring,
		addWorkspace,
		/** What every next request meets instead of the vendor, where it answers something. */
		fail(next: (request: Request) => Response | null) {
			fault = next;
		},
		/** Does this once in the object while it reads from the vendor. */
		async whileReading(statement: string): Promise<() => null> {
			let isDone = false;
			const storage = await runInDurableObject(object, (_, state) => state.storage.sql);
			return () => {
				if (!isDone) storage.exec(statement);
				isDone = true;
				return null;
			};
		},
		/** As if all that waits had waited long enough, then one alarm. */
		async ringLater() {
			await sql("update looks set due_at = 0");
			await sql("update outbox set next_at = 0");
			await sql("update waits set until_at = 0 where name <> 'sweep'");
			await ring();
		},
		async look(...ticketIds: number[]) {
			await object.look(ticketIds.map(String));
			await sql("update looks set due_at = 0");
			await ring();
		},
		/** A ticket that nobody was told of, looked at once. */
		async known(given: Partial<Parameters<typeof zendesk.createTicket>[0]> = {}) {
			const requester = { email: "aya@example.com", name: "Aya" };
			const { id } = zendesk.createTicket({ subject: "Printer", text: "It is broken", requester, ...given });
			await this.look(id);
			return id;
		},
		async link(agentId: number, slackUserId: string, more: Partial<typeof agentLinks.$inferInsert> = {}) {
			const row = { deskId, teamId, slackUserId, agentId: String(agentId), agentName: "A" };
			const role = "agent" as const;
			await ctx.db
				.insert(agentLinks)
				.values({ ...row, role, id: ctx.newId(), credentialId, linkedAt: 1, ...more });
		},
		setWorkspace: (values: Partial<typeof workspaces.$inferInsert>) =>
			ctx.db.update(workspaces).set(values).where(eq(workspaces.id, workspaceId)),
		setDesk: (values: Partial<typeof desks.$inferInsert>) =>
			ctx.db.update(desks).set(values).where(eq(desks.id, deskId)),
		inTeam: (team: string, statement: string) =>
			runInDurableObject(
				env.SLACK_TEAMS.getByName(team),
				(_, state) => void state.storage.sql.exec(statement),
			),
		/** What a team's object was handed, oldest first. */
		async handed(team = objectId): Promise<Handed[]> {
			const rows = await runInDurableObject(env.SLACK_TEAMS.getByName(team), (_, state) => [
				...state.storage.sql.exec(
					"select lane, events, reason, hold_at, happened_at from posts order by seq",
				),
			]);
			return rows.map((row) => ({ ...row, events: toTypes(String(row.events)) }) as unknown as Handed);
		},
	};
}
export type DeskWorld = Awaited<ReturnType<typeof createDeskWorld>>;

function toTypes(events: string): string[] {
	return (JSON.parse(events) as { type: string }[]).map(({ type }) => type);
}

/** Without the platform ringing by itself. */
async function quieten(object: DurableObjectStub<undefined>): Promise<void> {
	await runInDurableObject(object, (_, state) => {
		state.storage.setAlarm = async () => {};
	});
}
