import type { AnyHomeTabBlock, HomeTabView } from "slack-web-api-client";
import type { Locale } from "../../core/locale.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { context, section } from "./blocks.ts";
import { deskBlocks, type HomeDesk } from "./home-desk.ts";

/** Slack's limit for a view. */
const MAX_BLOCKS = 100;
/** What a desk takes beside its tickets: with somebody signed in, and without. */
const LINKED_BLOCKS = 17;
const OTHER_BLOCKS = 5;
const MAX_TICKETS = 10;
const MIN_TICKETS = 2;

export interface HomeInput {
	locale: Locale;
	now: number;
	/** As Slack knows them. */
	personName: string | null;
	/** Every desk that this team's workspaces are connected to, the default one first. */
	desks: readonly HomeDesk[];
	/** Where an administrator connects one; said where there is none. */
	setupUrl: string | null;
}

/** App Home for one person: a section per desk, of use before they have signed in too. */
export function buildHome(input: HomeInput): HomeTabView {
	const { locale, now, desks, personName, setupUrl } = input;
	const providers = new Set(desks.map(({ provider }) => provider));
	const [only = null] = providers.size === 1 ? providers : [];
	const { home } = slackMessages(locale, only);
	const linked = desks.some(isLinked);
	const maxTickets = roomForTickets(desks);
	const blocks = [
		section(home.greeting(personName)),
		linked ? null : section(home.about),
		desks.length === 0 ? section(home.noDesk(setupUrl)) : null,
		...desks.flatMap((desk, index) => [
			{ type: "divider" as const },
			...deskBlocks({ desk, locale, now, maxTickets, index }),
		]),
	].filter((block) => block !== null);
	const help = context(home.help);
	const all: AnyHomeTabBlock[] = blocks.slice(0, MAX_BLOCKS - 1);
	return { type: "home", blocks: help ? [...all, help] : all };
}

const isLinked = ({ link, state }: HomeDesk) => link !== null && (state === "active" || state === "paused");

/** How many tickets of each desk fit into the view. */
function roomForTickets(desks: readonly HomeDesk[]): number {
	const linked = desks.filter(isLinked).length;
	const taken = linked * LINKED_BLOCKS + (desks.length - linked) * OTHER_BLOCKS + 2;
	const room = Math.floor((MAX_BLOCKS - taken) / Math.max(1, linked));
	return Math.max(MIN_TICKETS, Math.min(MAX_TICKETS, room));
}
