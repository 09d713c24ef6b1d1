import type { Row } from "../rows.ts";
import { expectAnswer, sendCommand } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { HELP_MARK, personId, TEAM_ID, ZENDESK_CHANNEL } from "../world.ts";

const GIVE_UP_SECONDS = 30;
const EVERY_MS = 25;

/** Disables the workspaces in the database, behind the Worker's back, and asks until it refuses. */
export async function measureDisabled(instance: Instance): Promise<Row> {
	const { origin } = instance;
	const database = await instance.database();
	const setState = (state: "active" | "disabled") =>
		database.prepare("UPDATE workspaces SET state = ?1 WHERE team_id = ?2").bind(state, TEAM_ID).run();
	const help = { userId: personId(0), channelId: ZENDESK_CHANNEL, text: "help" };
	await expectAnswer(origin, help, HELP_MARK);
	await setState("disabled");
	const since = performance.now();
	const elapsed = () => (performance.now() - since) / 1000;
	try {
		while (elapsed() < GIVE_UP_SECONDS) {
			const { status, body } = await sendCommand(origin, help);
			if (status !== 200) throw new Error(`a disabled workspace was answered ${status}`);
			if (!body.includes(HELP_MARK)) break;
			await new Promise((done) => setTimeout(done, EVERY_MS));
		}
		return {
			name: "settings.disabled_refused_after",
			value: elapsed(),
			unit: "s",
			against: null,
			ratio: null,
			note: "after the row was changed in D1; includes the command that was refused",
		};
	} finally {
		await setState("active");
	}
}
