import { describe, expect, it } from "vitest";
import { createSealer, equalSecrets, type SealKey, type SealPlace } from "../../../src/lib/crypto.ts";

const key = (id: string, fill: number): SealKey => ({ id, bytes: new Uint8Array(32).fill(fill) });
const place: SealPlace = { table: "desks", column: "client_secret_sealed", row: "d1", desk: "d1" };

describe("sealing", () => {
	it("opens what it sealed, in the same place", async () => {
		const sealer = createSealer([key("k1", 1)]);
		const sealed = await sealer.seal("geheim 秘密", place);
		expect(sealed).not.toContain("geheim");
		expect(await sealer.open(sealed, place)).toBe("geheim 秘密");
	});

	it("never gives the same text twice", async () => {
		const sealer = createSealer([key("k1", 1)]);
		expect(await sealer.seal("x", place)).not.toBe(await sealer.seal("x", place));
	});

	it.each([
		["another row", { row: "d2" }],
		["another desk", { desk: "d2" }],
		["another column", { column: "other" }],
		["another table", { table: "settings" }],
	])("does not open a value moved to %s", async (_, moved) => {
		const sealer = createSealer([key("k1", 1)]);
		const sealed = await sealer.seal("secret", place);
		await expect(sealer.open(sealed, { ...place, ...moved })).rejects.toThrow("sealed for another place");
	});

	it("does not open a value that was changed", async () => {
		const sealer = createSealer([key("k1", 1)]);
		const sealed = await sealer.seal("secret", place);
		const last = sealed.at(-2) === "A" ? "B" : "A";
		await expect(sealer.open(sealed.slice(0, -2) + last + sealed.at(-1), place)).rejects.toThrow();
	});

	it("seals with the newest key, opens with the old one, and says which values are stale", async () => {
		const before = createSealer([key("k1", 1)]);
		const sealed = await before.seal("secret", place);
		const after = createSealer([key("k2", 2), key("k1", 1)]);
		expect(await after.open(sealed, place)).toBe("secret");
		expect(after.isStale(sealed)).toBe(true);
		expect(after.isStale(await after.seal("secret", place))).toBe(false);
	});

	it.each(["", "k1", "k1.", "k1.AAAA", "k9.AAAAAAAAAAAAAAAAAAAAAAAA", "🙂"])("refuses %j", async (text) => {
		await expect(createSealer([key("k1", 1)]).open(text, place)).rejects.toThrow();
	});
});

describe("comparing secrets", () => {
	it.each([
		["same", "same", true],
		["same", "sama", false],
		["same", "same but longer", false],
		["", "x", false],
	])("%j and %j: %s", async (a, b, equal) => {
		expect(await equalSecrets(a, b)).toBe(equal);
	});
});
