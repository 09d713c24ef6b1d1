import { expect } from "vitest";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { SLACK_APP } from "../../sandbox/seed/accounts.ts";
import type { SentRequest, SimView } from "../../sandbox/vendors/slack-simulator.ts";
import { problemsOfView } from "./block-kit.ts";
import { readBlocks } from "./shown.ts";
import { type Person, waitFor } from "./slack-story.ts";

type Json = Record<string, unknown>;

/** A modal as its reader has it. */
export interface ShownForm extends SimView {
	says: string;
	buttons: string[];
	/** Our name for it, Slack's `callback_id`. */
	name: string;
	/** What its text inputs held when it was shown. */
	initial: Record<string, string>;
}

/** What a person does with modals, and what somebody could make of them. Inputs are named by their block. */
export interface SafetyForms {
	/** Types a command that opens a form, and waits until it is more than the wait for it. */
	open(command: string): Promise<ShownForm>;
	/** The topmost modal. */
	top(): ShownForm | null;
	/** Sends the topmost modal. */
	submit(values?: Record<string, unknown>, unchecked?: boolean): Promise<SentRequest>;
	/** Waits for the topmost modal to be this one. */
	until(name: string): Promise<ShownForm>;
	/** Presses a button of the topmost modal. */
	press(label: string): Promise<SentRequest>;
	closeAll(): Promise<void>;
	/** What Slack would post for a modal: with other ids or values, it is what somebody could forge. */
	toSubmission(form: ShownForm, values: Json, forged?: Forged): string;
	/** Posts such a submission, signed, and reads the answer. */
	post(body: string): Promise<SubmissionAnswer>;
}

export interface Forged {
	name?: string;
	/** In place of, or beside, what the modal knows. */
	ids?: Json;
	userId?: string;
}

export interface SubmissionAnswer {
	response_action?: string;
	errors?: Record<string, string>;
	/** Every text of the view that it answers with. */
	says: string;
}

export function createSafetyForms(sandbox: () => Sandbox, person: Person, channelId: string): SafetyForms {
	const { teamId, userId } = person;
	const who = { teamId, userId };

	function top(): ShownForm | null {
		const view = sandbox().slack.views(teamId, userId).at(-1);
		return view ? toShownForm(view) : null;
	}

	function requireTop(): ShownForm {
		const form = top();
		if (!form) throw new Error("no form is open");
		return form;
	}

	async function waitForTop(what: string, fits: (form: ShownForm) => boolean): Promise<ShownForm> {
		const find = () => {
			const form = top();
			return form && fits(form) ? form : undefined;
		};
		const form = await waitFor(sandbox(), find).catch(() => {
			throw new Error(`no ${what}, but ${top()?.name ?? "none"}: ${top()?.says ?? ""}`);
		});
		expect(problemsOfView(form.view)).toEqual([]);
		return form;
	}

	return {
		top,
		until: (name) => waitForTop(name, (form) => form.name === name),
		async open(command) {
			const sent = await sandbox().slack.command({ ...who, channelId, text: command });
			expect(sent).toMatchObject({ status: 200, error: null });
			return waitForTop("form", ({ name }) => name !== "loading");
		},
		submit: (values = {}, unchecked = false) =>
			sandbox().slack.submitView({
				...who,
				viewId: requireTop().id,
				values: Object.fromEntries(
					Object.entries(values).map(([block, value]) => [block, { [block]: value }]),
				),
				...(unchecked ? { unchecked } : {}),
			}),
		press(label) {
			const form = requireTop();
			const { blockId, actionId } = findButtonOf(form, label);
			const source = { kind: "view", viewId: form.id } as const;
			return sandbox().slack.act({ ...who, source, blockId, actionId });
		},
		async closeAll() {
			for (let form = top(); form; form = top()) {
				await sandbox().slack.closeView({ ...who, viewId: form.id, cleared: true });
			}
		},
		toSubmission(form, values, forged = {}) {
			const known = JSON.parse(String(form.view.private_metadata ?? "{}"));
			const payload = {
				type: "view_submission",
				user: { id: forged.userId ?? userId, team_id: teamId },
				team: { id: teamId, domain: "acme" },
				api_app_id: SLACK_APP.appId,
				trigger_id: "1.2.3",
				view: {
					...form.view,
					id: form.id,
					hash: form.hash,
					callback_id: forged.name ?? form.name,
					private_metadata: JSON.stringify({ ...known, ...forged.ids }),
					state: { values: toSubmitted(values) },
				},
			};
			return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
		},
		async post(body) {
			const response = await sandbox().slack.sendSigned("/slack/interactions", body);
			expect(response.status).toBe(200);
			const text = await response.text();
			const answer = text ? JSON.parse(text) : {};
			return { ...answer, says: readBlocks(answer.view?.blocks ?? []).says };
		},
	};
}

function toSubmitted(values: Json) {
	return Object.fromEntries(
		Object.entries(values).map(([block, value]) => [
			block,
			{ [block]: typeof value === "string" ? { type: "plain_text_input", value } : value },
		]),
	);
}

function toShownForm(view: SimView): ShownForm {
	const blocks = blocksOf(view);
	const { says, buttons } = readBlocks(blocks);
	const inputs = blocks.flatMap(({ block_id, element }) => {
		const initial = (element as Json | undefined)?.initial_value;
		return typeof initial === "string" ? [[String(block_id), initial] as const] : [];
	});
	return {
		...view,
		name: String(view.view.callback_id ?? ""),
		says,
		buttons,
		initial: Object.fromEntries(inputs),
	};
}

function blocksOf({ view }: SimView): Json[] {
	return (Array.isArray(view.blocks) ? view.blocks : []) as Json[];
}

function findButtonOf(form: ShownForm, label: string): { blockId: string; actionId: string } {
	for (const block of blocksOf(form)) {
		const elements = (Array.isArray(block.elements) ? block.elements : []) as Json[];
		const found = elements.find(({ text }) => (text as Json | undefined)?.text === label);
		if (found) return { blockId: String(block.block_id), actionId: String(found.action_id) };
	}
	throw new Error(`no button ${label}, only ${form.buttons.join(", ")}: ${form.says}`);
}

/** The department's own fields, each with the first of its options. */
export function firstChoices(form: ShownForm | null): Record<string, string> {
	const blocks = (form?.view.blocks ?? []) as { block_id?: string; element?: Select }[];
	return Object.fromEntries(
		blocks.flatMap(({ block_id: id = "", element }) => {
			const [first] = element?.options ?? [];
			return id.startsWith("field:") && first ? [[id, first.value]] : [];
		}),
	);
}

interface Select {
	options?: { value: string }[];
}

/** What a text or a choice looks like in a submission. */
export function toState(block: string, value: unknown): unknown {
	return block.startsWith("field:") ? { type: "static_select", selected_option: { value } } : value;
}

/** What a modal's inputs held, by their block. */
export function toStates(
	values: Record<string, Record<string, unknown>> | undefined,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values ?? {}).map(([block, elements]) => [block, Object.values(elements)[0]]),
	);
}
