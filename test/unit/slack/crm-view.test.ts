import { describe, expect, it } from "vitest";
import type { ShownPart } from "../../../src/core/sync/settings.ts";
import { slackMessages } from "../../../src/locales/slack/slack-messages.ts";
import { crmLines, type ShownFacts } from "../../../src/slack/views/crm.ts";
import { CRM_URL, factsOf } from "./crm-fixtures.ts";

function linesOf(told: ShownFacts[], locale: "en" | "ja" = "en", room = 5_000): string[] {
	return crmLines(told, { locale, room }, slackMessages(locale, "zendesk")).map(({ mrkdwn }) => mrkdwn);
}

function showing(parts: ShownPart[], over: Partial<ShownFacts["facts"]> = {}): ShownFacts {
	const all = factsOf("Globex", over);
	return { ...all, shown: { ...all.shown, parts } };
}

const bare = { account: { id: "1", name: "Globex", owner: "Nora", url: CRM_URL, fields: [] } };

describe("what Salesforce knows, as lines", () => {
	it.each<[ShownPart, string]>([
		["account", `<${CRM_URL}|Globex>`],
		["owner", "owned by Nora"],
		["opportunities", "10,000 open opportunities"],
		["last_activity", "last activity Nov 20, 2026"],
	])("with only %s chosen has only that", (part, text) => {
		expect(linesOf([showing([part], bare)])).toEqual([`*Salesforce:* ${text}`]);
	});

	it("is written in Japanese for who reads it", () => {
		const [line] = linesOf([showing(["owner", "opportunities", "last_activity"], bare)], "ja");
		expect(line).toBe("*Salesforce:* 所有者: Nora · 進行中の商談 10,000件 · 最終活動日: 2026/11/20");
	});

	it("names the orgs where there are several", () => {
		const one = { ...showing(["owner"], bare), orgName: "Acme <EU>" };
		const two = { ...showing(["owner"], bare), orgName: "Acme JP" };
		expect(linesOf([one, two])).toEqual(["*Acme &lt;EU&gt;:* owned by Nora", "*Acme JP:* owned by Nora"]);
	});

	it("tells of a lead without an account", () => {
		const person = { id: "2", name: "Jane", title: null, kind: "lead" as const, url: CRM_URL };
		const none = { account: null, person, lastActivityAt: null, opportunities: { count: 0, newest: [] } };
		expect(linesOf([showing(["account", "owner", "opportunities"], none)])).toEqual([
			`*Salesforce:* <${CRM_URL}|Jane> (lead)`,
		]);
		expect(linesOf([showing(["owner", "opportunities"], none)])).toEqual([]);
	});

	it("gives an amount its currency's code, and the number alone where the org has one currency", () => {
		const deal = {
			id: "3",
			name: "Renewal",
			stage: "Negotiation",
			amount: 1_200_000,
			currency: "JPY",
			fields: [],
			url: CRM_URL,
		};
		const newest = [deal, { ...deal, currency: null }, { ...deal, amount: null }];
		expect(linesOf([showing(["deals"], { ...bare, opportunities: { count: 3, newest } })])).toEqual([
			`*Salesforce:* • <${CRM_URL}|Renewal> · Negotiation · 1,200,000 JPY`,
			`• <${CRM_URL}|Renewal> · Negotiation · 1,200,000`,
			`• <${CRM_URL}|Renewal> · Negotiation`,
		]);
	});

	it("drops whole lines from the end where there is no room", () => {
		const all = linesOf([factsOf("Globex")]);
		expect(all).toHaveLength(3);
		expect(linesOf([factsOf("Globex")], "en", JSON.stringify(all[0]).length)).toEqual([all[0]]);
	});

	it("lets nobody's words become markup", () => {
		const text = "<!channel> *b* <https://evil.example|x>";
		const parts: ShownPart[] = ["account", "owner", "deals"];
		for (const line of linesOf([{ ...factsOf(text), shown: { parts, account: [], opportunity: [] } }])) {
			expect(line).not.toContain("<!channel>");
			expect(line).not.toContain("<https://evil");
		}
	});
});
