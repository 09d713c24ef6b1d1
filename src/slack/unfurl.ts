import { eq } from "drizzle-orm";
import type { AnyMessageBlock } from "slack-web-api-client";
import type { Context } from "../context.ts";
import type { Locale } from "../core/locale.ts";
import type { Caller, CallerDesk, CallerLink } from "../db/callers.ts";
import { workspaces } from "../db/schema.ts";
import { isVendorError } from "../lib/errors.ts";
import { requestSignIn } from "../services/agent-links/request-sign-in.ts";
import { toRef } from "../services/commands/ask-desk.ts";
import { findTicketUrl } from "../services/commands/find-ticket-url.ts";
import { isReady, resolveCaller } from "../services/commands/resolve-caller.ts";
import { openDesk } from "../services/desks/open-desk.ts";
import { botTokenPlace } from "../services/workspaces/bot-token.ts";
import type { SlackClient } from "./client.ts";
import type { EventCallback, LinkShared } from "./schema.ts";
import { buildUnfurl } from "./views/unfurl.ts";

const MAX_LINKS = 5;
const LOOKUP_TIMEOUT_MS = 5_000;
const SLACK_TIMEOUT_MS = 5_000;

/** A link of the message with the desk whose ticket it names. */
interface TicketLink {
	url: string;
	desk: CallerDesk;
}

/**
 * Small cards under the ticket addresses of a message: what its author may see of them, since everybody in the
 * channel sees the card. Never where another company reads along. Never throws for a vendor's sake.
 */
export async function unfurlLinks(
	ctx: Context,
	teamId: string,
	shared: LinkShared,
	envelope: Pick<EventCallback, "is_ext_shared_channel">,
): Promise<void> {
	// While it is typed nobody knows yet which channel will read it; another event follows when it is sent.
	if (shared.source === "composer" || envelope.is_ext_shared_channel) return;
	const urls = [...new Set(shared.links.map(({ url }) => url))].slice(0, MAX_LINKS);
	const author = await findAuthor(ctx, teamId, shared, urls);
	const links = findLinks(ctx, author, urls);
	if (author.team?.state !== "active" || links.length === 0) return;
	const token = await ctx.sealer.open(author.team.botTokenSealed, botTokenPlace(teamId));
	const slack = ctx.slack(token, ctx.call(SLACK_TIMEOUT_MS));
	try {
		if (envelope.is_ext_shared_channel === undefined && (await isShared(slack, shared.channel))) return;
		const cards = await Promise.all(links.map((link) => buildCard(ctx, teamId, link)));
		const unfurls = cards.flatMap((card) => (typeof card === "object" ? [card] : []));
		const place = { channel: shared.channel, ts: shared.message_ts };
		if (unfurls.length > 0) {
			const byUrl = Object.fromEntries(unfurls.map(({ url, blocks }) => [url, { blocks }]));
			return await slack.unfurl(place, { unfurls: byUrl });
		}
		const unknown = links.find((_, index) => cards[index] === "sign_in");
		if (unknown) await slack.unfurl(place, { authUrl: await askForSignIn(ctx, author, unknown.desk) });
	} catch (error) {
		if (!isVendorError(error)) throw error;
		// `cannot_prompt`: its author never wants to be asked.
		ctx.log.info("slack.not_unfurled", { team: teamId, kind: error.kind, code: error.code });
	}
}

function findAuthor(ctx: Context, teamId: string, shared: LinkShared, urls: string[]): Promise<Caller> {
	const command = { verb: "connect" } as const;
	const place = { teamId, userId: shared.user, channelId: shared.channel, responseUrl: null };
	const request = { ...place, deskId: null, command, cursor: null, from: 1, replacesMessage: false };
	return resolveCaller(ctx, request, (caller) =>
		findLinks(ctx, caller, urls).some(({ desk }) => !isReady(desk, ctx.now())),
	);
}

function findLinks(ctx: Context, { desks }: Caller, urls: readonly string[]): TicketLink[] {
	const usable = desks.filter(
		({ state, workspace }) => workspace.state === "active" && state !== "registered",
	);
	return urls.flatMap((url) => {
		const found = findTicketUrl(ctx, usable, url);
		return found.kind === "desk" ? [{ url, desk: found.desk }] : [];
	});
}

/** `nothing`: the author may not see it, or it could not be read. */
async function buildCard(
	ctx: Context,
	teamId: string,
	{ url, desk }: TicketLink,
): Promise<{ url: string; blocks: AnyMessageBlock[] } | "sign_in" | "nothing"> {
	const { link } = desk;
	if (link?.credential.state !== "active") return "sign_in";
	try {
		const ticket = await findTicket(ctx, desk, link, url);
		if (!ticket) return "nothing";
		const { provider, name: deskName } = desk;
		const view = { provider, deskName, now: ctx.now(), locale: await localeOf(ctx, desk) };
		return { url, blocks: buildUnfurl({ ...view, deskId: desk.id, ticket }) };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		if (error.kind === "auth") return "sign_in";
		const { kind, code } = error;
		ctx.log.warn("slack.link_not_read", { team: teamId, desk: desk.id, kind, code });
		return "nothing";
	}
}

async function findTicket(ctx: Context, desk: CallerDesk, link: CallerLink, url: string) {
	const ref = toRef(ctx, desk, { by: "url", url });
	return ref && openDesk(ctx, desk, link, ctx.call(LOOKUP_TIMEOUT_MS)).findTicket(ref);
}

/** Everybody in the channel reads it: in the workspace's language, not its author's. */
async function localeOf(ctx: Context, { workspace }: CallerDesk): Promise<Locale> {
	const [row] = await ctx.db
		.select({ locale: workspaces.locale })
		.from(workspaces)
		.where(eq(workspaces.id, workspace.id));
	return row?.locale ?? "en";
}

/** Only the author sees the prompt that this address is in. */
function askForSignIn(ctx: Context, author: Caller, desk: CallerDesk): Promise<string> {
	const { teamId, userId, channelId } = author;
	const place = { teamId, userId, channelId, deskId: desk.id, responseUrl: null, replacesMessage: false };
	return requestSignIn(ctx, desk.id, { ...place, locale: "en", command: null, cursor: null, from: 1 });
}

/** A channel that the bot can't look into counts as shared. */
async function isShared(slack: SlackClient, channelId: string): Promise<boolean> {
	try {
		return (await slack.channel(channelId)).is_ext_shared;
	} catch (error) {
		if (isVendorError(error)) return true;
		throw error;
	}
}
