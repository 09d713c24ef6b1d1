import type { Notice } from "../../core/ticket-event.ts";
import type { SlackMessage } from "../../slack/views/blocks.ts";
import { findCard } from "./cards.ts";
import { type Content, noticeOf, openContent, sealContent } from "./content.ts";
import { buildHeldPosts, buildPost, toMetadata } from "./message.ts";
import type { Run } from "./run.ts";
import type { CardRow, EventMark, PostRow } from "./tables.ts";

/** Everything about one message that has to be known before it is sent. */
export interface Prepared {
	posts: PostRow[];
	head: PostRow;
	channelId: string;
	message: SlackMessage;
	metadata: ReturnType<typeof toMetadata>;
	threadTs: string | undefined;
	/** The notice that begins a thread when it is posted. */
	root: Notice | null;
	/** Cards that show an older state than what is told here. */
	updates: { card: CardRow; revision: number; sealed: string }[];
}

/** null: there is nothing to say. Throws `SealError`. */
export async function preparePost(run: Run, posts: PostRow[], channelId: string): Promise<Prepared | null> {
	const { ctx, sql } = run;
	const contents = await Promise.all(posts.map((row) => openContent(ctx.sealer, row, row.content_sealed)));
	const [head] = posts;
	const [first] = contents;
	if (!head || !first) return null;
	const now = ctx.now();
	const notices = contents.flatMap(({ content }) => noticeOf(content) ?? []);
	const updates = await findUpdates(run, posts, contents, channelId);
	const [notice, ...others] = notices;
	const events = posts.flatMap((row) => JSON.parse(row.events) as EventMark[]);
	const metadata = toMetadata({
		desk: head.desk_id,
		ticket: others.length > 0 ? null : head.ticket_id,
		revision: head.revision,
		events: events.map(({ id }) => id),
	});
	const common = { posts, head, channelId, metadata, updates };
	if (notice && others.length > 0) {
		const message = buildHeldPosts(first, [notice, ...others], now);
		return { ...common, message: plainIf(head, message), threadTs: undefined, root: null };
	}
	const inThreads = notice && head.layout === "threads" && !head.is_direct;
	const card = inThreads ? cardOf(sql, head, channelId) : null;
	const role = inThreads ? (card ? "reply" : "card") : "message";
	const message = plainIf(head, buildPost(first, { role, direct: head.is_direct === 1, now }));
	return { ...common, message, threadTs: card?.message_ts, root: role === "card" ? (notice ?? null) : null };
}

function plainIf({ is_plain }: PostRow, message: SlackMessage): SlackMessage {
	return is_plain ? { ...message, blocks: [] } : message;
}

/** The card of a post's ticket in its channel, where it is one of a thread's. */
export function cardOf(
	sql: SqlStorage,
	{ workspace_id, ticket_id, layout, is_direct }: PostRow,
	channelId: string,
) {
	if (ticket_id === null || layout !== "threads" || is_direct) return null;
	return findCard(sql, { workspaceId: workspace_id, ticketId: ticket_id, channelId });
}

async function findUpdates(run: Run, posts: PostRow[], contents: Content[], channelId: string) {
	const { ctx, sql } = run;
	const newest = new Map<string, { card: CardRow; revision: number; content: Content }>();
	posts.forEach((row, index) => {
		const card = cardOf(sql, row, channelId);
		const content = contents[index];
		if (!card || !content || row.revision <= card.revision) return;
		if (row.revision > (newest.get(card.id)?.revision ?? 0)) {
			newest.set(card.id, { card, revision: row.revision, content });
		}
	});
	return Promise.all(
		[...newest.values()].map(async ({ card, revision, content }) => {
			return { card, revision, sealed: await sealContent(ctx.sealer, card, content) };
		}),
	);
}
