import type { Fault } from "../../runtime/faults.ts";
import type { SentRequest, SimSuggestions } from "../../vendors/slack-simulator.ts";
import { CLOCK_HEADER } from "../clock-header.ts";
import type { DeskMail, DeskPanel, DeskTicketDetail } from "../desk-panel.ts";
import type { SlackPlace, SlackState } from "../slack-state.ts";
import { followClock } from "./clock.ts";
import type { Words } from "./words/words.ts";

/** How often a desk with webhooks is polled; the others more often. */
const LONGEST_POLL_PAUSE_MS = 15 * 60_000;

export type DeskName = "zendesk" | "zoho";

export interface DeskLists {
	tickets: ReturnType<DeskPanel["tickets"]>;
	people: ReturnType<DeskPanel["people"]>;
	choices: DeskPanel["choices"];
}

/** What the sandbox refused, in its own words. */
export class Refused extends Error {
	override readonly name = "Refused";
}

/** A refusal in the sandbox's words; anything else means that it does not answer. */
export function reasonOf(error: unknown, words: Pick<Words, "offline">): string {
	return error instanceof Refused ? error.message : words.offline;
}

export async function request<T>(path: string, init?: RequestInit): Promise<T> {
	const response = await fetch(path, init);
	followClock(response.headers.get(CLOCK_HEADER));
	const body = (await response.json().catch(() => ({}))) as T & { error?: unknown };
	if (!response.ok) throw new Refused(typeof body.error === "string" ? body.error : String(response.status));
	return body;
}

export function post<T>(path: string, body: unknown): Promise<T> {
	const headers = { "Content-Type": "application/json" };
	return request<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}

const slackPath = "/playground/api/slack";

export function loadSlack({ teamId, userId, channelId }: SlackPlace): Promise<SlackState> {
	const query = new URLSearchParams({ team: teamId, user: userId, channel: channelId });
	return request(`${slackPath}/state?${query}`);
}

/** What the app is sent, by name; answers what it answered. */
type Sending = "command" | "act" | "submit" | "home" | "global-shortcut" | "message-shortcut";

export function sendSlack(what: Sending, body: unknown): Promise<SentRequest> {
	return post(`${slackPath}/${what}`, body);
}

export function tellSlack(
	what: "close" | "say" | "invite" | "remove-bot" | "archive",
	body: unknown,
): Promise<unknown> {
	return post(`${slackPath}/${what}`, body);
}

export function suggestSlack(body: unknown): Promise<SimSuggestions> {
	return post(`${slackPath}/suggest`, body);
}

export function loadTickets(desk: DeskName): Promise<DeskLists> {
	return request(`/playground/api/${desk}/tickets`);
}

export function loadTicket(desk: DeskName, id: string): Promise<DeskTicketDetail> {
	return request(`/playground/api/${desk}/tickets/${encodeURIComponent(id)}`);
}

export async function loadMails(desk: DeskName, id: string): Promise<DeskMail[] | null> {
	const path = `/playground/api/${desk}/tickets/${encodeURIComponent(id)}/mails`;
	return (await request<{ mails: DeskMail[] | null }>(path)).mails;
}

export function fileHref(teamId: string, fileId: string, userId: string): string {
	return `${slackPath}/file/${encodeURIComponent(teamId)}/${encodeURIComponent(fileId)}?user=${encodeURIComponent(userId)}`;
}

export function actOnTicket(
	desk: DeskName,
	id: string,
	who: "customer" | "agent",
	body: unknown,
): Promise<unknown> {
	return post(`/playground/api/${desk}/tickets/${encodeURIComponent(id)}/${who}`, body);
}

export function letHappen(
	desk: DeskName,
	id: string,
	body: { happeningId: string; agentId: string },
): Promise<unknown> {
	return post(`/playground/api/${desk}/tickets/${encodeURIComponent(id)}/happening`, body);
}

export function openTicket(desk: DeskName, body: { subject: string; text: string }): Promise<{ id: string }> {
	return post(`/playground/api/${desk}/tickets`, body);
}

export function loseWebhooks(desk: DeskName, count: number): Promise<unknown> {
	return post(`/playground/api/${desk}/lost-webhooks`, { count });
}

export function runCron(): Promise<unknown> {
	return post("/sandbox/cron", { cron: "* * * * *" });
}

export function passDay(): Promise<unknown> {
	return post("/sandbox/clock", { days: 1 });
}

/** Makes the next poll of every desk due, and runs the Cron that notices it. */
export async function pollDesks(): Promise<void> {
	await post("/sandbox/hurry", { ms: LONGEST_POLL_PAUSE_MS });
	await runCron();
}

export async function loadFaults(): Promise<Fault[]> {
	return (await request<{ pending: Fault[] }>("/sandbox/faults")).pending;
}

export function addFault(fault: Fault): Promise<unknown> {
	return post("/sandbox/faults", fault);
}

export function clearFaults(): Promise<unknown> {
	return request("/sandbox/faults", { method: "DELETE" });
}
