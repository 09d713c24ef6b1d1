import type { Command, NeedyVerb } from "../../core/command.ts";
import type { ListKind, Message, PriorityLevel, StatusCategory } from "../../core/ticket.ts";
import type { VendorErrorKind } from "../../lib/errors.ts";
import type { Distance, Mrkdwn } from "../../slack/mrkdwn.ts";
import type { EventMessages } from "../events/event-messages.ts";
import type { ActingMessages, FormProblemMessages } from "./acting-messages.ts";
import type { CrmMessages } from "./crm-messages.ts";
import type { DigestMessages, NoticeMessages, TroubleMessages } from "./hearing-messages.ts";
import type { HomeMessages } from "./home-messages.ts";
import type { InsightMessages } from "./insight-messages.ts";
import type { ModalMessages } from "./modal-messages.ts";

/**
 * Everything Deskbridge says in Slack. Plain `string` arguments are raw: `md` escapes them.
 * What becomes a button's label is a `string`, what becomes text a `Mrkdwn`.
 */
export interface SlackMessages {
	ticket: TicketMessages;
	list: ListMessages;
	history: HistoryMessages;
	help: HelpMessages;
	command: CommandMessages;
	account: AccountMessages;
	workspace: WorkspaceMessages;
	refusal: RefusalMessages;
	error: ErrorMessages;
	acting: ActingMessages;
	modal: ModalMessages;
	formProblem: FormProblemMessages;
	insight: InsightMessages;
	crm: CrmMessages;
	events: EventMessages;
	notice: NoticeMessages;
	digest: DigestMessages;
	trouble: TroubleMessages;
	home: HomeMessages;
}

export interface TicketMessages {
	noSubject: string;
	status(category: StatusCategory): string;
	/** For the four known levels, or the desk's own label. */
	priority(priority: { level: PriorityLevel } | { label: string }): Mrkdwn;
	due(distance: Distance): Mrkdwn;
	/** null: overdue since nobody knows when. */
	overdue(distance: Distance | null): Mrkdwn;
	age(distance: Distance): string;
	requester: string;
	noRequester: string;
	assignee: string;
	unassigned: string;
	/** null where nothing needs to be said. */
	messageKind(kind: Message["kind"]): string | null;
	noAuthor: string;
	attachments(count: number): string;
	sharedBy(name: string): Mrkdwn;
	open: string;
	share: string;
	refresh: string;
}

export interface ListMessages {
	/** `total` only where the whole list is shown and its length is known. */
	heading(kind: ListKind, department: string | null, total: number | null): Mrkdwn;
	searchHeading(words: string, total: number | null): Mrkdwn;
	range(from: number, to: number, total: number | null): Mrkdwn;
	empty(kind: ListKind, department: string | null): Mrkdwn;
	emptyHint(kind: ListKind): Mrkdwn;
	emptySearch(words: string): Mrkdwn;
	emptySearchHint: Mrkdwn;
	/** Behind the last page, when tickets went away meanwhile. */
	noMore: Mrkdwn;
	show: string;
	next: string;
	previous: string;
}

export interface HistoryMessages {
	title: string;
	empty: Mrkdwn;
	kind(kind: Message["kind"]): string;
	older: string;
	newer: string;
	show: string;
}

export interface HelpMessages {
	title: Mrkdwn;
	groups: readonly { title: string; lines: readonly { usage: string; does: string }[] }[];
	note: Mrkdwn;
}

export interface CommandMessages {
	nearMiss(meant: string): Mrkdwn;
	/** The label of the button that runs it. */
	run(command: string): string;
	searchInstead(words: string): string;
	incomplete(of: NeedyVerb): Mrkdwn;
	/** What the missing words would be, as in `search <words>`. */
	usage(of: NeedyVerb): string;
	chooseDesk(command: string): Mrkdwn;
	working(command: Command["verb"]): Mrkdwn;
	proceed: string;
	tryAgain: string;
}

export interface AccountMessages {
	signIn(deskName: string, command: string | null): Mrkdwn;
	signInAgain(deskName: string, command: string | null): Mrkdwn;
	signInButton: string;
	signInNote: Mrkdwn;
	alreadySignedIn(agentName: string, deskName: string): Mrkdwn;
	/** Leads to the waiting command that needs a click. */
	ready(command: string): Mrkdwn;
	disconnected(deskName: string): Mrkdwn;
	notConnected(deskName: string): Mrkdwn;
	linked(agent: string, deskName: string): Mrkdwn;
	/** To the owner of the desk account, when the Slack person is another one. */
	linkedElsewhere(agent: string, slackName: string, teamName: string, deskName: string): Mrkdwn;
	linkedHint: Mrkdwn;
	notMe: string;
	unlinked(agent: string, deskName: string): Mrkdwn;
	/** An administrator did it on the pages. */
	unlinkedBy(administrator: string, agent: string, deskName: string): Mrkdwn;
}

export interface WorkspaceMessages {
	welcome(deskName: string): Mrkdwn;
	connectedBy(name: string): Mrkdwn;
	whatComes: Mrkdwn;
	firstSteps: readonly { usage: string; does: string }[];
}

export interface RefusalMessages {
	unknownTeam(setupUrl: string): Mrkdwn;
	disabled(deskName: string, url: string): Mrkdwn;
	deskNotConnected(deskName: string, url: string): Mrkdwn;
	departmentNotFound(typed: string, deskName: string): Mrkdwn;
	departmentsNear: Mrkdwn;
	departmentsNone: Mrkdwn;
	ticketNotFound(number: string | null): Mrkdwn;
	ticketNotFoundHint: Mrkdwn;
	foreignUrl(deskName: string): Mrkdwn;
	notATicketUrl(deskName: string): Mrkdwn;
	outdatedButton: Mrkdwn;
}

export interface ErrorMessages {
	/** What happened and what to do. `vendor` is its name; `retryAt` a moment as Slack shows it. */
	sentence(
		kind: Exclude<VendorErrorKind, "rate_limited" | "invalid">,
		vendor: string,
		deskName: string,
	): Mrkdwn;
	rateLimited(vendor: string, retryAt: Mrkdwn | null): Mrkdwn;
	invalid(vendor: string, reasons: Mrkdwn | null): Mrkdwn;
	/** Something of ours went wrong. */
	unexpected: Mrkdwn;
	reference(id: string): Mrkdwn;
	retryAtFallback(seconds: number): string;
}
