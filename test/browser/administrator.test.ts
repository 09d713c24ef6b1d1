import { describe } from "vitest";
import { EACH_DESK_AND_MODE } from "../support/admin-desks.ts";
import { useChromium } from "../support/chromium.ts";
import { testConnecting } from "./administrator/connecting.ts";
import { testMapping } from "./administrator/mapping.ts";
import { testStopping } from "./administrator/stopping.ts";
import { useWorld } from "./administrator/world.ts";

const chromium = useChromium();

describe.each(EACH_DESK_AND_MODE)(
	"an administrator of $vendor, $mode",
	({ desk, mode, javaScriptEnabled }) => {
		const world = useWorld(
			`browser-administrator-${desk.key}-${mode.replace(/\W/g, "-")}`,
			desk,
			chromium,
			javaScriptEnabled,
		);
		testConnecting(world);
		testMapping(world);
		testStopping(world);
	},
);
