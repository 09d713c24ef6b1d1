import { type CommandInput, signCommand } from "./signed-request.ts";

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
