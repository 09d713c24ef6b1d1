import { describe, expect, it } from "vitest";
import { type Command, parseCommand } from "../../../src/core/command.ts";
import { VendorError, type VendorErrorKind } from "../../../src/lib/errors.ts";
import { parseAction } from "../../../src/slack/actions.ts";
import { buildLinkedNotice, buildSignIn } from "../../../src/slack/views/account.ts";
import { buildChooseDesk, buildNearMiss } from "../../../src/slack/views/command-answers.ts";
import { buildError, sentenceFor } from "../../../src/slack/views/errors.ts";
import { buildHelp } from "../../../src/slack/views/help.ts";
import {
	buildDepartmentNotFound,
	buildDisabled,
	buildUnknownTeam,
} from "../../../src/slack/views/refusals.ts";
import { elementsOf, linesOf } from "./message-reading.ts";
import { NOW, viewContext } from "./view-fixtures.ts";

const actionsOf = (message: Parameters<typeof elementsOf>[0]) =>
	elementsOf(message).map((e) => parseAction(e));

describe("help", () => {
	it.each(["en", "ja"] as const)("names only commands that are understood, in %s", (locale) => {
		const usages = linesOf(buildHelp({ locale, provider: "zoho" }))
			.flatMap((line) => [...line.matchAll(/`\/desk ([^`]+)`/g)])
			.map(([, typed]) => typed ?? "");
		expect(usages.length).toBeGreaterThan(8);
		for (const typed of usages) {
			expect(parseCommand(typed).verb, typed).not.toMatch(/near_miss|incomplete/);
			if (!typed.startsWith("search")) expect(parseCommand(typed).verb, typed).not.toBe("search");
		}
	});
});

describe("a near miss", () => {
	const near = (typed: string) =>
		buildNearMiss({
			locale: "en",
			provider: null,
			deskId: null,
			command: parseCommand(typed) as Extract<Command, { verb: "near_miss" }>,
		});

	it("offers the likely command and the search", () => {
		const message = near("histry 1042");
		expect(linesOf(message)).toEqual(["Did you mean `/desk history 1042`?"]);
		expect(elementsOf(message).map(({ label }) => label)).toEqual([
			"Run /desk history 1042",
			"Search “histry 1042”",
		]);
		expect(actionsOf(message)).toMatchObject([
			{ kind: "run", deskId: null, command: parseCommand("history 1042") },
			{ kind: "run", command: { verb: "search", words: "histry 1042" } },
		]);
	});

	it("of a command that needs more shows how it is typed", () => {
		expect(linesOf(near("serch"))).toEqual(["Did you mean `/desk search &lt;words&gt;`?"]);
		expect(actionsOf(near("serch"))).toMatchObject([{ command: { verb: "search", words: "serch" } }]);
	});
});

it("tells desks of one name apart by their vendor", () => {
	const desks = [
		{ id: "d1", name: "Acme", provider: "zendesk" },
		{ id: "d2", name: "Acme", provider: "zoho" },
	] as const;
	const message = buildChooseDesk({ locale: "en", provider: null, desks, command: parseCommand("mine") });
	expect(elementsOf(message).map(({ label }) => label)).toEqual(["Acme (Zendesk)", "Acme (Zoho Desk)"]);
});

it("asks which desk with one button each", () => {
	const desks = [
		{ id: "d1", name: "Acme Support", provider: "zendesk" },
		{ id: "d2", name: "サポート", provider: "zoho" },
	] as const;
	const command = parseCommand("mine");
	const message = buildChooseDesk({ locale: "en", provider: null, desks, command });
	expect(elementsOf(message).map(({ label }) => label)).toEqual(["Acme Support", "サポート"]);
	expect(actionsOf(message)).toMatchObject([
		{ kind: "run", deskId: "d1", command },
		{ kind: "run", deskId: "d2", command },
	]);
});

describe("signing in", () => {
	it("says what will be answered afterwards", () => {
		const message = buildSignIn({
			...viewContext(),
			url: "https://deskbridge.example/link/abc",
			command: parseCommand("1042"),
		});
		expect(linesOf(message)[0]).toBe("Sign in to *Acme Support* first. Then I'll answer `/desk 1042`.");
		expect(elementsOf(message)).toMatchObject([
			{ label: "Sign in to Zendesk", actionId: "sign_in", url: "https://deskbridge.example/link/abc" },
		]);
	});

	it("promises nothing when signing in was all that was asked", () => {
		const url = "https://deskbridge.example/link/abc";
		for (const command of [null, parseCommand("connect")]) {
			expect(linesOf(buildSignIn({ ...viewContext(), url, command }))[0]).not.toContain("answer");
		}
	});

	it("can be undone from the notice", () => {
		const agent = { name: "Alex Berg", email: "alex@acme.example" };
		const own = buildLinkedNotice({ ...viewContext(), linkId: "l7", agent });
		expect(linesOf(own)[0]).toContain("Alex Berg (alex@acme.example) in *Acme Support*");
		expect(actionsOf(own)).toEqual([{ kind: "not_me", linkId: "l7" }]);
		const signedInBy = { name: "Sam Doyle", teamName: "Kita" };
		const other = buildLinkedNotice({ ...viewContext(), linkId: "l7", agent, signedInBy });
		expect(linesOf(other)[0]).toContain("Sam Doyle in the Slack workspace *Kita*");
	});
});

describe("a refusal", () => {
	it("names who can change it and where", () => {
		const url = "https://deskbridge.example/admin";
		expect(linesOf(buildDisabled({ ...viewContext(), url }))[0]).toBe(
			`*Acme Support* is switched off for this workspace. An administrator of Acme Support can enable it at <${url}|${url}>.`,
		);
		const setupUrl = "https://deskbridge.example/setup";
		expect(linesOf(buildUnknownTeam({ locale: "en", setupUrl }))[0]).toContain(`<${setupUrl}|${setupUrl}>`);
	});

	it("of a department offers up to five that are near", () => {
		const near = Array.from({ length: 8 }, (_, i) => ({ id: `${i}`, name: `Billing ${i}` }));
		const command = parseCommand("list open Biling") as Extract<Command, { verb: "list" }>;
		const message = buildDepartmentNotFound({ ...viewContext(), deskId: "d1", command, near });
		expect(elementsOf(message).map(({ label }) => label)).toEqual([0, 1, 2, 3, 4].map((i) => `Billing ${i}`));
		expect(actionsOf(message)[1]).toMatchObject({
			command: { verb: "list", kind: "open", department: "Billing 1" },
		});
	});
});

describe("a vendor's failure", () => {
	const input = { ...viewContext(), reference: "7K2M9" };
	const fail = (kind: VendorErrorKind, more = {}) => new VendorError({ vendor: "zendesk", kind, ...more });

	it.each<[VendorErrorKind, RegExp]>([
		["auth", /sign-in to \*Acme Support\* has ended.*\/desk connect/],
		["forbidden", /Zendesk doesn't let.*administrator/],
		["missing_scope", /\/desk connect/],
		["not_found", /Zendesk doesn't have that/],
		["rate_limited", /Try again in a minute/],
		["invalid", /didn't accept/],
		["unavailable", /Zendesk is not answering.*Try again/],
		["malformed", /can't read.*administrator/],
		["aborted", /took too long.*Try again/],
	])("%s says what happened and what to do, with the id that the log has", (kind, sentence) => {
		const { mrkdwn } = sentenceFor(fail(kind), input);
		expect(mrkdwn).toMatch(sentence);
		expect(mrkdwn).toMatch(/Reference 7K2M9$/);
		expect(sentenceFor(fail(kind), { ...input, reference: null }).mrkdwn).not.toContain("Reference");
	});

	it("of a rate limit says when to come back, by the reader's clock", () => {
		expect(sentenceFor(fail("rate_limited", { retryAfterSeconds: 300 }), input).mrkdwn).toContain(
			`Try again after <!date^${NOW / 1000 + 300}^{time}|5 minutes>.`,
		);
		expect(sentenceFor(fail("rate_limited", { retryAfterSeconds: 30 }), input).mrkdwn).toContain(
			"{time_secs}",
		);
	});

	it("of input names the fields, as text", () => {
		const fields = { subject: "is <!here> too long" };
		expect(sentenceFor(fail("invalid", { fields }), input).mrkdwn).toContain(
			"subject: is &lt;!here&gt; too long",
		);
	});

	it("names the vendor that failed", () => {
		expect(sentenceFor(new VendorError({ vendor: "zoho", kind: "unavailable" }), input).mrkdwn).toMatch(
			/^Zoho Desk/,
		);
		expect(sentenceFor(new VendorError({ vendor: "slack", kind: "unavailable" }), input).mrkdwn).toMatch(
			/^Slack/,
		);
	});

	it.each<[VendorErrorKind, number]>([
		["unavailable", 1],
		["rate_limited", 1],
		["auth", 0],
		["forbidden", 0],
	])("%s has %i button to try again", (kind, count) => {
		const command = parseCommand("1042");
		const message = buildError({ ...input, error: fail(kind), deskId: "d1", command });
		expect(actionsOf(message)).toHaveLength(count);
		expect(elementsOf(buildError({ ...input, error: fail(kind), deskId: "d1", command: null }))).toEqual([]);
	});
});
