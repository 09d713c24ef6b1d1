import { describe, expect, it } from "vitest";
import { chooseDesk } from "../../../src/core/choose-desk.ts";

const desk = (name: string, isMapped = false, isDefault = false) => ({
	name,
	isMapped,
	workspace: { isDefault },
});

describe("which desk a command means", () => {
	it("takes the desk that the channel is mapped to, before the default", () => {
		const mapped = desk("mapped", true);
		expect(chooseDesk([desk("default", false, true), mapped])).toEqual({ kind: "desk", desk: mapped });
	});

	it("takes the default desk where the channel is mapped to none", () => {
		const preferred = desk("default", false, true);
		expect(chooseDesk([desk("other"), preferred])).toEqual({ kind: "desk", desk: preferred });
	});

	it("takes the default among several desks mapped to one channel", () => {
		const preferred = desk("b", true, true);
		expect(chooseDesk([desk("a", true), preferred])).toEqual({ kind: "desk", desk: preferred });
	});

	it("takes the only desk there is", () => {
		const only = desk("only");
		expect(chooseDesk([only])).toEqual({ kind: "desk", desk: only });
	});

	it("asks, offering only those the channel is mapped to", () => {
		const [a, b] = [desk("a", true), desk("b", true)];
		expect(chooseDesk([a, desk("c"), b])).toEqual({ kind: "ask", desks: [a, b] });
	});

	it("has none without desks", () => {
		expect(chooseDesk([])).toEqual({ kind: "none" });
	});
});
