import { describe } from "vitest";
import { MODES } from "../support/admin-desks.ts";
import { useChromium } from "../support/chromium.ts";
import { useHands } from "./keyboard/hands.ts";
import { testOperating } from "./keyboard/operating.ts";
import { testSettings } from "./keyboard/settings.ts";

const chromium = useChromium();

describe.each(MODES)("an administrator without a mouse, $mode", ({ mode, javaScriptEnabled }) => {
	const hands = useHands(`browser-keyboard-${mode.replace(/\W/g, "-")}`, chromium, javaScriptEnabled);
	testSettings(hands);
	testOperating(hands);
});
