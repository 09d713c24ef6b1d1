import { type CommandInput, signCommand, signWebhook, type WebhookInput } from "./signed-request.ts";
import { ZENDESK } from "./world.ts";

export interface TimedAnswer {
	status: number;
	body: string;
	ms: number;
}

/** One signed command, by itself. */
export async function sendCommand(origin: string, input: CommandInput): Promise<TimedAnswer> {
	const { path, ...init } = signCommand(input);
	const from = performance.now();
	const response = await fetch(`${origin}${path}`, init);
	const body = await response.text();
	return { status: response.status, body, ms: performance.now() - from };
}

/** Throws when the answer is not the one that `mark` tells. */
export async function expectAnswer(origin: string, input: CommandInput, mark: string): Promise<TimedAnswer> {
	const answer = await sendCommand(origin, input);
	if (answer.status !== 200 || !answer.body.includes(mark)) {
		throw new Error(`/desk ${input.text} was answered ${answer.status}: ${answer.body.slice(0, 600)}`);
	}
	return answer;
}

/** One signed webhook, by itself. Throws when it is not taken. */
export async function sendWebhook(origin: string, input: WebhookInput): Promise<void> {
	const { path, ...init } = signWebhook(input, `/webhooks/zendesk/${ZENDESK.id}`);
	const { status } = await fetch(`${origin}${path}`, init);
	if (status !== 200) throw new Error(`a webhook was answered ${status}`);
}
