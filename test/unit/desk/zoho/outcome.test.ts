import { beforeEach, describe, expect, it } from "vitest";
import type { HelpDesk, TokenSource } from "../../../../src/desk/help-desk.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import { VendorError } from "../../../../src/lib/errors.ts";
import type { CallOptions } from "../../../../src/lib/http.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

let account: TestAccount;
let id: string;

beforeEach(async () => {
	account = createAccount();
	id = account.simulator.ticket("4702").id;
});

const NEW_TICKET = {
	departmentId: "520000000006907",
	subject: "Once",
	description: "Only once.",
	requester: { email: "ivo.berg@globex.example", name: null },
	priority: null,
	fields: {},
	attachments: [],
};

async function replyTo(desk: HelpDesk): Promise<void> {
	const targets = { from: "support@acme.example", to: [person("ivo.berg")], cc: [person("shipping")] };
	return desk.sendReply(id, { text: "Once", attachments: [], status: null, targets });
}

const person = (name: string) => ({ name: null, address: `${name}@globex.example` });

/** What may not be done twice. */
const WRITES: [string, (desk: HelpDesk) => Promise<unknown>][] = [
	["a ticket", (desk) => desk.createTicket(NEW_TICKET, "key")],
	["a comment", (desk) => desk.addComment(id, { text: "Once", attachments: [] })],
	["a reply", replyTo],
];

/** Does every write, then treats its answer. */
async function deskWith(treat: (answer: Response) => Response | Promise<Response>): Promise<HelpDesk> {
	const call: CallOptions = {
		...account.call,
		async fetch(input, init) {
			const answer = await account.call.fetch(input, init);
			return init?.method === "POST" ? treat(answer) : answer;
		},
	};
	return zoho.open(DESK, createTokens(await account.signIn(), account.call), call);
}

const writes = () => account.calls.filter((line) => !line.startsWith("GET"));

describe.each(WRITES)("%s", (_what, write) => {
	it.each([
		["the answer is lost", () => Promise.reject(new TypeError("lost"))],
		["a gateway answers instead", () => new Response("<html>", { status: 502 })],
		["the desk breaks", () => Response.json({ errorCode: "INTERNAL_SERVER_ERROR" }, { status: 500 })],
		["the answer makes no sense", () => new Response("<html>maintenance</html>", { status: 200 })],
	])("is sent once and may have been done when %s", async (_why, treat) => {
		const failure = await failureOf(write(await deskWith(treat)));
		expect(failure).toMatchObject({ kind: "unavailable", status: null });
		expect(writes()).toHaveLength(1);
	});

	it("was surely not done when it was refused", async () => {
		for (const status of [400, 403, 404, 422, 429]) {
			const desk = await deskWith(() => new Response("{}", { status }));
			expect(await failureOf(write(desk))).toHaveProperty("status", status);
		}
	});

	it("was surely not done when the token couldn't be had", async () => {
		const failing = new VendorError({ vendor: "zoho", kind: "unavailable", code: "timeout" });
		const tokens: TokenSource = {
			current: () => Promise.reject(failing),
			renew: () => Promise.reject(failing),
		};
		const failure = await failureOf(write(zoho.open(DESK, tokens, account.call)));
		expect(failure).toMatchObject({ kind: "unavailable", status: 503, code: "timeout" });
		expect(writes()).toEqual([]);
	});

	it("is sent again only after a refused token, and done once", async () => {
		const desk = await account.open();
		account.simulator.expireAccessTokens();
		await write(desk);
		expect(account.simulator.refreshCount()).toBe(1);
		const made = account.simulator.tickets().filter(({ subject }) => subject === "Once").length;
		const said = account.simulator.ticket(id).messages.filter(({ text }) => text === "Once").length;
		expect(made + said).toBe(1);
	});
});

it("surely sent no reply when the recipients couldn't be read again", async () => {
	for (const address of [`/tickets/${id}?`, "/threads", "/mailReplyAddress"]) {
		const desk = zoho.open(DESK, createTokens(await account.signIn(), account.call), {
			...account.call,
			fetch: (input, init) =>
				String(input).includes(address)
					? Promise.reject(new TypeError("lost"))
					: account.call.fetch(input, init),
		});
		expect(await failureOf(replyTo(desk))).toMatchObject({ kind: "unavailable", status: 503 });
	}
	expect(account.simulator.outbox()).toEqual([]);
	expect(account.written).toEqual([]);
});
