import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_SWITCHES } from "../../../src/core/notification-settings.ts";
import { TICKET_EVENT_TYPES } from "../../../src/core/ticket-event.ts";
import { EVENT_WAYS as zendesk } from "../../../src/desk/zendesk/event-ways.ts";
import { EVENT_WAYS as zoho } from "../../../src/desk/zoho/event-ways.ts";

const document = readFileSync(join(import.meta.dirname, "../../../docs/events.md"), "utf8");
const rows = [...document.matchAll(/^\| `([\w.]+)` \|(.+)\|$/gm)].map(([, event, cells = ""]) => ({
	event,
	cells: cells.split("|").map((cell) => cell.trim()),
}));

describe("docs/events.md", () => {
	it("has a row for each event", () => {
		expect(rows.map(({ event }) => event)).toEqual([...TICKET_EVENT_TYPES]);
	});

	it.each([...TICKET_EVENT_TYPES])("says how %s is heard", (type) => {
		const cells = rows.find(({ event }) => event === type)?.cells ?? [];
		const [byDefault, ...ways] = cells;
		expect(byDefault).toBe(DEFAULT_SWITCHES[type] ? "on" : "off");
		const expected = [zendesk[type], zoho[type]].flatMap(({ webhook, poll }) => [webhook, poll]);
		expect(ways.map((way) => way === "yes")).toEqual(expected);
		for (const way of ways) expect(way).toMatch(/^(yes|(no|none): .+)$/);
	});
});
