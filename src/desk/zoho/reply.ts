import type { NewReply, ReplyTargets } from "../../core/ticket-writing.ts";
import { VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import { explainRefusal } from "./blueprint.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { isAddress, type MailAddress, parseAddresses, sameAddress } from "./email-addresses.ts";
import { beforeSending, refuse, renameFields, withUnknownOutcome } from "./failure.ts";
import { readTicketRow } from "./fields.ts";
import { emailOf, nameOf, toStatus } from "./mapper.ts";
import type { TicketRow } from "./schema.ts";
import { mailAddressList, sentThread, type ThreadRow, threadList } from "./schema-writing.ts";
import { MESSAGE_FIELDS } from "./write-message.ts";

const OPERATION = "POST /tickets/{id}/sendReply";
/** Looked through for the customer's last mail; older ones are no guide to who takes part today. */
const NEWEST_THREADS = 50;

export async function readReplyTargets(client: ZohoClient, ticketId: string): Promise<ReplyTargets | null> {
	const found = await findTargets(client, ticketId);
	return "refusal" in found ? null : found.targets;
}

type FoundTargets = { targets: ReplyTargets } | { refusal: "closed" | "no_recipient" };

const NO_RECIPIENT: FoundTargets = { refusal: "no_recipient" };

/** Three calls, two of them side by side. */
async function findTargets(client: ZohoClient, ticketId: string): Promise<FoundTargets> {
	const [row, threads] = await Promise.all([
		readTicketRow(client, ticketId, "contacts"),
		readThreads(client, ticketId),
	]);
	if (toStatus(row).category === "closed") return { refusal: "closed" };
	const incoming = threads.find(({ direction, status }) => direction === "in" && status !== "DRAFT");
	if (incoming?.canReply === false) return NO_RECIPIENT;
	const mailboxes = await readMailboxes(client, row.departmentId ?? null);
	// Mail to ourselves would come back as a new message.
	const isOurs = ({ address }: MailAddress) => mailboxes.some((ours) => sameAddress(ours, address));
	const to = customerOf(row, incoming).filter((one) => !isOurs(one));
	const from = chooseMailbox(mailboxes, incoming);
	if (to.length === 0 || from === null) return NO_RECIPIENT;
	const isTo = ({ address }: MailAddress) => to.some((one) => sameAddress(one.address, address));
	const cc = parseAddresses(incoming?.cc).filter((one) => !isOurs(one) && !isTo(one));
	return { targets: { from, to, cc } };
}

async function readThreads(client: ZohoClient, ticketId: string): Promise<ThreadRow[]> {
	const answer = await client.read({
		operation: "GET /tickets/{id}/threads",
		path: path`/tickets/${ticketId}/threads`,
		query: { sortBy: "-sendDateTime", limit: NEWEST_THREADS },
		schema: threadList,
	});
	return rowsOf(answer);
}

/** Addresses that the department may send from: anything else is refused. */
async function readMailboxes(client: ZohoClient, departmentId: string | null): Promise<string[]> {
	const answer = await client.read({
		operation: "GET /mailReplyAddress",
		path: "/mailReplyAddress",
		query: { departmentId: departmentId ?? undefined, isActive: "true" },
		schema: mailAddressList,
	});
	return rowsOf(answer).flatMap(({ address, isVerified, isActive }) =>
		address && isVerified && isActive !== false && isAddress(address) ? [address] : [],
	);
}

/** Whoever wrote last, where they want to be answered; else the ticket's contact. */
function customerOf(row: TicketRow, incoming: ThreadRow | undefined): MailAddress[] {
	const contact = emailOf(row.contact) ?? row.email ?? "";
	const written = parseAddresses(incoming?.replyTo || incoming?.fromEmailAddress);
	const known = written.length > 0 ? written : parseAddresses(contact);
	const names = [
		{ address: emailOf(incoming?.author), name: nameOf(incoming?.author) },
		{ address: contact, name: nameOf(row.contact) },
	];
	return known.map(({ address, name }) => ({
		address,
		name: name ?? names.find((one) => one.address && sameAddress(one.address, address))?.name ?? null,
	}));
}

/** The mailbox the customer wrote to, so that their mail program keeps the thread together. */
function chooseMailbox(mailboxes: string[], incoming: ThreadRow | undefined): string | null {
	const written = parseAddresses(incoming?.to);
	const same = mailboxes.find((ours) => written.some(({ address }) => sameAddress(ours, address)));
	return same ?? mailboxes[0] ?? null;
}

export async function sendReply(client: ZohoClient, ticketId: string, reply: NewReply): Promise<void> {
	const found = await beforeSending(findTargets(client, ticketId));
	if ("refusal" in found) throw refuse(found.refusal, OPERATION);
	const { targets } = found;
	if (!sameTargets(targets, reply.targets)) throw refuse("recipients_changed", OPERATION);
	const thread = await client
		.write({
			operation: OPERATION,
			method: "POST",
			path: path`/tickets/${ticketId}/sendReply`,
			json: toBody(reply, targets),
			schema: sentThread,
		})
		.catch(async (error: unknown) => {
			const attempt = { fields: reply.status === null ? [] : ["status"], action: "REPLY" as const };
			throw await explainRefusal(client, ticketId, attempt, renameFields(error, MESSAGE_FIELDS));
		});
	if (!thread)
		throw withUnknownOutcome(new VendorError({ vendor: "zoho", kind: "malformed", operation: OPERATION }));
	// Kept at the desk, not on its way: saying "sent" would be wrong.
	if (thread.status === "FAILED" || thread.status === "DRAFT") throw refuse("reply_not_sent", OPERATION);
}

function toBody({ text, status, attachments }: NewReply, { from, to, cc }: ReplyTargets) {
	const join = (list: MailAddress[]) => list.map(({ address }) => address).join(",");
	return {
		channel: "EMAIL",
		fromEmailAddress: from,
		to: join(to),
		...(cc.length > 0 ? { cc: join(cc) } : {}),
		contentType: "plainText",
		content: text,
		isForward: false,
		...(status === null ? {} : { ticketStatus: status }),
		...(attachments.length > 0 ? { attachmentIds: attachments } : {}),
	};
}

function sameTargets(a: ReplyTargets, b: ReplyTargets): boolean {
	const key = (list: { address: string }[]) =>
		list
			.map(({ address }) => address.toLowerCase())
			.sort()
			.join(",");
	return (
		(a.from ?? "").toLowerCase() === (b.from ?? "").toLowerCase() &&
		key(a.to) === key(b.to) &&
		key(a.cc) === key(b.cc)
	);
}
