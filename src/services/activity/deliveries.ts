import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks } from "../../db/schema.ts";
import { deliveries } from "../../db/schema-hearing.ts";
import type { WorkspaceView } from "../workspaces/find-workspace.ts";
import { type Cursor, type Page, type Span, scan } from "./scan.ts";

export type Delivery = typeof deliveries.$inferSelect;

/** `personName`: of the agent that a direct message's Slack user is linked to. */
export type ListedDelivery = Delivery & { personName?: string | null };

export interface DeliveryFilter extends Span {
	workspaceId: string | null;
	states: readonly Delivery["state"][];
	event: string | null;
	/** A ticket's number, or part of a channel's, a person's name or id. */
	words: string;
	/** null: ignored or not. */
	ignored: boolean | null;
}

/** The desk that is looked at; names of its channels are in its workspaces. */
export interface FilterDesk {
	id: string;
	workspaces: readonly WorkspaceView[];
}

const COLUMNS = sql`id, desk_id as deskId, team_id as teamId, workspace_id as workspaceId, event_id as eventId,
	event_type as eventType, ticket_id as ticketId, ticket_number as ticketNumber, destination, state, reason,
	message_ts as messageTs, happened_at as happenedAt, finished_at as finishedAt,
	ignored_at as ignoredAt`;

const PERSON = sql`(select l.agent_name from agent_links l where l.desk_id = log.desk_id
	and l.team_id = log.team_id and l.slack_user_id = log.destination) as personName`;

/** What became of a desk's events, newest first. */
export async function findDeliveries(
	ctx: Context,
	desk: FilterDesk,
	filter: DeliveryFilter,
	page: { after: Cursor | null; limit: number; withPeople?: boolean },
): Promise<Page<ListedDelivery>> {
	return scan<ListedDelivery>(
		ctx,
		{
			table: sql`deliveries`,
			at: sql`finished_at`,
			parts: [isOfProblems(filter) ? sql`desk_id = ${desk.id} and ${PROBLEMS}` : sql`desk_id = ${desk.id}`],
			fits: await toCondition(ctx, desk, filter),
			columns: page.withPeople ? sql`${COLUMNS}, ${PERSON}` : COLUMNS,
		},
		{ from: filter.from, to: filter.to, ...page },
	);
}

/** As the index of problems has it, word for word: old ones are found without looking at what went well. */
const PROBLEMS = sql`state in ('dead', 'unknown')`;

function isOfProblems({ states }: DeliveryFilter): boolean {
	return states.length > 0 && states.every((state) => state === "dead" || state === "unknown");
}

/** What only looking at rows can tell; null: every one fits. */
export async function toCondition(
	ctx: Context,
	desk: FilterDesk,
	{ workspaceId, states, event, words, ignored }: DeliveryFilter,
): Promise<SQL | null> {
	const parts: SQL[] = [];
	if (workspaceId !== null) parts.push(sql`workspace_id = ${workspaceId}`);
	if (states.length > 0) parts.push(sql`state in (select value from json_each(${JSON.stringify(states)}))`);
	if (ignored !== null) parts.push(ignored ? sql`ignored_at is not null` : sql`ignored_at is null`);
	if (event !== null) parts.push(sql`event_type = ${event}`);
	if (words !== "") {
		const named = JSON.stringify(await findDestinations(ctx, desk, words));
		const number = words.replace(/^#/, "");
		parts.push(sql`(ticket_number = ${number} or instr(lower(destination), ${words.toLowerCase()}) > 0
			or destination in (select value from json_each(${named})))`);
	}
	return parts.length > 0 ? sql.join(parts, sql` and `) : null;
}

/** Channels and people whose name has these words in it. */
async function findDestinations(ctx: Context, desk: FilterDesk, words: string): Promise<string[]> {
	const wanted = words.toLowerCase().replace(/^#/, "");
	if (wanted === "") return [];
	const channels = desk.workspaces
		.flatMap(({ mappings }) => mappings)
		.filter(({ channelName }) => channelName.toLowerCase().includes(wanted));
	const people = await ctx.db
		.select({ id: agentLinks.slackUserId })
		.from(agentLinks)
		.where(and(eq(agentLinks.deskId, desk.id), sql`instr(lower(${agentLinks.agentName}), ${wanted}) > 0`))
		.limit(200);
	return [...new Set([...channels.map(({ channelId }) => channelId), ...people.map(({ id }) => id)])];
}

/** null: the desk has no such delivery (any more). */
export async function findDelivery(ctx: Context, deskId: string, id: string): Promise<Delivery | null> {
	const [row] = await ctx.db
		.select()
		.from(deliveries)
		.where(and(eq(deliveries.id, id), eq(deliveries.deskId, deskId)));
	return row ?? null;
}

/** The agent that the Slack user of a direct message is linked to, by Slack's id. */
export async function nameRecipient(
	ctx: Context,
	{ deskId, teamId, destination }: Pick<Delivery, "deskId" | "teamId" | "destination">,
): Promise<Map<string, string>> {
	if (!/^[UW]/.test(destination)) return new Map();
	const [link] = await ctx.db
		.select({ name: agentLinks.agentName })
		.from(agentLinks)
		.where(
			and(
				eq(agentLinks.deskId, deskId),
				eq(agentLinks.teamId, teamId),
				eq(agentLinks.slackUserId, destination),
			),
		);
	return new Map(link ? [[destination, link.name]] : []);
}
