import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TICKET_EVENT_TYPES } from "../../../src/core/ticket-event.ts";
import { buildHome } from "../../../src/slack/views/home.ts";
import { problemsOf, problemsOfHome, problemsOfView } from "../../support/block-kit.ts";
import { everyActingMessage, everyModal } from "../slack/acting-fixtures.ts";
import { everyHearingMessage, homeDesk, homeInput, homeLink, ticketOf } from "../slack/hearing-fixtures.ts";
import { everyMessage, viewContext } from "../slack/view-fixtures.ts";
import { anyText } from "./hostile.ts";
import { dangersIn, markupOf } from "./markup.ts";

const OURS = ["acme.zendesk.com", "acme.my.salesforce.com", "deskbridge.example"];
/** Each run builds several hundred messages. */
const RUNS = { numRuns: 25 };

const view = fc
	.record({
		locale: fc.constantFrom("en" as const, "ja" as const),
		provider: fc.constantFrom("zendesk" as const, "zoho" as const),
		deskName: anyText,
	})
	.map((over) => viewContext({ ...over, deskName: over.deskName || "Acme" }));

describe("whatever text stands wherever people's text can stand", () => {
	it.each([
		["an answer", everyMessage],
		["what is said of acting", everyActingMessage],
		["what is said without being asked", everyHearingMessage],
	])("%s is taken by Slack, and mentions and links to nobody", (_, every) => {
		fc.assert(
			fc.property(view, anyText, (context, text) => {
				for (const [name, message] of every(context, text)) {
					expect(problemsOf(message), name).toEqual([]);
					for (const markup of [message.text, ...markupOf(message)]) {
						expect(dangersIn(markup, OURS), name).toEqual([]);
					}
				}
			}),
			RUNS,
		);
	});

	it("so is every modal", () => {
		fc.assert(
			fc.property(view, anyText, (context, text) => {
				for (const [name, modal] of everyModal(context, text)) {
					expect(problemsOfView(modal), name).toEqual([]);
					for (const markup of markupOf(modal)) expect(dangersIn(markup, OURS), name).toEqual([]);
				}
			}),
			RUNS,
		);
	});

	it("so is App Home", () => {
		fc.assert(
			fc.property(view, anyText, fc.integer({ min: 0, max: 4 }), (context, text, count) => {
				const tickets = { items: Array.from({ length: 10 }, () => ticketOf(text)), total: 10_000 };
				const link = homeLink({ agentName: text, tickets, events: TICKET_EVENT_TYPES });
				const { locale, provider, deskName } = context;
				const desks = Array.from({ length: count }, (_, index) =>
					homeDesk({ deskId: `d${index}`, deskName, provider, link: index % 2 ? null : link }),
				);
				const home = buildHome(homeInput({ locale, personName: text, desks }));
				expect(problemsOfHome(home)).toEqual([]);
				for (const markup of markupOf(home)) expect(dangersIn(markup, OURS)).toEqual([]);
			}),
			RUNS,
		);
	});
});
