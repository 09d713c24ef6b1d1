import { describe, expect, it } from "vitest";
import type { Blueprint } from "../../../src/core/ticket-writing.ts";
import { readBlueprintAside } from "../../../src/services/commands/blueprint-aside.ts";

const BLUEPRINT: Blueprint = { name: "Refund", state: "Review", transitions: [], restrictsStatus: false };
const now = () => 0;

describe("the blueprint of a card", () => {
	it("is there when it was read in time", async () => {
		const asked: string[] = [];
		const aside = readBlueprintAside(
			{
				blueprint: async (id) => {
					asked.push(id);
					return BLUEPRINT;
				},
			},
			now,
		);
		aside.begin("42");
		expect(await aside.result()).toEqual(BLUEPRINT);
		expect(asked).toEqual(["42"]);
	});

	it("is left out when it takes too long", async () => {
		const aside = readBlueprintAside({ blueprint: () => new Promise(() => {}) }, now, 1);
		aside.begin("42");
		expect(await aside.result()).toBeNull();
	});

	it("is still shown when the ticket took longer and it is there by then", async () => {
		let time = 0;
		const aside = readBlueprintAside({ blueprint: async () => BLUEPRINT }, () => time);
		aside.begin("42");
		time = 5_000;
		expect(await aside.result()).toEqual(BLUEPRINT);
	});

	it("is left out when reading it fails", async () => {
		const aside = readBlueprintAside({ blueprint: () => Promise.reject(new Error("no")) }, now);
		aside.begin("42");
		expect(await aside.result()).toBeNull();
	});

	it("is none when no ticket was found", async () => {
		expect(await readBlueprintAside({ blueprint: async () => BLUEPRINT }, now).result()).toBeNull();
	});
});
