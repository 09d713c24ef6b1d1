import { describe, expect, it } from "vitest";
import { createFactsMemory, FACTS_FRESH_MS } from "../../../src/services/orgs/facts-memory.ts";
import { factsOf } from "../slack/crm-fixtures.ts";

const { facts } = factsOf("Customer Inc.");

describe("what an isolate remembers of a customer", () => {
	it("is known for a minute, also that nobody is known", () => {
		const memory = createFactsMemory();
		memory.keep("jane", facts, 0);
		memory.keep("nobody", null, 0);
		expect(memory.recall("jane", FACTS_FRESH_MS - 1)).toBe(facts);
		expect(memory.recall("nobody", FACTS_FRESH_MS - 1)).toBeNull();
		expect(memory.recall("jane", FACTS_FRESH_MS)).toBeUndefined();
		expect(memory.recall("stranger", 0)).toBeUndefined();
	});

	it("makes room by forgetting what was kept longest ago", () => {
		const memory = createFactsMemory();
		for (let n = 0; n < 10_000; n++) memory.keep(String(n), facts, 0);
		const known = Array.from({ length: 10_000 }, (_, n) => memory.recall(String(n), 0)).filter(Boolean);
		expect(known).toHaveLength(300);
		expect(memory.recall("9999", 0)).toBe(facts);
	});

	it("says which org is left alone, and until when", () => {
		const memory = createFactsMemory();
		memory.rest("acme", 5_000);
		expect(memory.isResting("acme", 4_999)).toBe(true);
		expect(memory.isResting("acme", 5_000)).toBe(false);
		expect(memory.isResting("other", 0)).toBe(false);
	});
});
