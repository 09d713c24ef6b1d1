import { createApp } from "./app.ts";
import { requireConfig } from "./config.ts";
import { createContext } from "./context.ts";
import { createDayMeter } from "./db/metered.ts";
import { handleQueue } from "./jobs/consumer.ts";
import { handleCron } from "./jobs/cron.ts";

export { Credential } from "./objects/credential.ts";
export { Desk } from "./objects/desk.ts";
export { Org } from "./objects/org.ts";
export { SlackTeam } from "./objects/slack-team.ts";

const app = createApp();
/** Of all that this isolate does without anybody waiting. */
const meter = createDayMeter();

export default {
	fetch(request, env, execution) {
		return app.fetch(request, env, execution);
	},
	async scheduled(controller, env, execution) {
		await handleCron(contextFor(env, execution, `cron:${controller.scheduledTime}`));
	},
	async queue(batch, env, execution) {
		await handleQueue(batch, contextFor(env, execution, `queue:${batch.queue}`));
	},
} satisfies ExportedHandler<Env>;

function contextFor(env: Env, execution: ExecutionContext, requestId: string) {
	return createContext(env, requireConfig(env), {
		requestId,
		meter,
		later: (work) => execution.waitUntil(work),
	});
}
