import { describe, expect, it } from "vitest";
import { EACH_DESK_AND_MODE } from "../support/admin-desks.ts";
import { allowAs, registerInBrowser, setUpInBrowser } from "../support/admin-walk.ts";
import { useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";
import { allRows } from "../support/stored-rows.ts";

const chromium = useChromium();

describe.each(EACH_DESK_AND_MODE)("installing for $vendor, $mode", ({ desk, mode, javaScriptEnabled }) => {
	const sandbox = useSandbox(`browser-install-${desk.key}-${mode.replace(/\W/g, "-")}`);

	it("A1 takes an administrator's agreement and sign-in for the portal that they choose, and nobody else's", async () => {
		const page = await chromium.openPage({ javaScriptEnabled });
		const submit = page.getByRole("button", { name: `Agree and sign in to ${desk.name}` });
		await setUpInBrowser(page, sandbox().origin);
		await registerInBrowser(page, desk);
		const registered = await allRows(sandbox());

		// Without agreement nothing begins.
		await submit.click();
		await page.getByText("Without your agreement nothing is connected and nothing is stored.").waitFor();
		expect(await allRows(sandbox())).toEqual(registered);

		await page.getByRole("checkbox").check();
		await submit.click();
		await allowAs(page, "Alex Berg");
		await page.getByText("Alex Berg isn't an administrator").waitFor();
		expect(await allRows(sandbox())).toEqual(registered);

		await page.getByRole("link", { name: "Start again" }).click();
		await page.getByRole("checkbox").check();
		await submit.click();
		await allowAs(page, "Mina Kato", desk.otherPortal ?? undefined);
		await page.getByRole("heading", { name: "Is this the right help desk?" }).waitFor();
		if (desk.otherPortal) {
			await page.getByRole("button", { name: `Connect ${desk.otherPortal}` }).waitFor();
			await page.getByRole("button", { name: "Another portal meant? Sign in again" }).click();
			await page.getByRole("checkbox").check();
			await submit.click();
			await allowAs(page, "Mina Kato", desk.portal);
		}
		await page.getByRole("button", { name: `Connect ${desk.portal}` }).click();
		await page.getByText("Connected by Mina Kato").waitFor();

		const { desks, agreements } = await allRows(sandbox());
		expect(desks).toMatchObject([{ name: desk.portal, state: "connected", connected_by_name: "Mina Kato" }]);
		expect(agreements).toMatchObject([{ agent_name: "Mina Kato", locale: "en" }]);
		await page.getByRole("link", { name: "Connect a Slack workspace" }).waitFor();
	});
});
