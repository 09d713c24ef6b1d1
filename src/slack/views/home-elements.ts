import type { Button, Checkboxes, Timepicker } from "slack-web-api-client";
import { type HomeAction, toHomeActionId, toTime } from "../home-ids.ts";
import { plain } from "./blocks.ts";

export interface HomeButtonOptions {
	style?: "primary" | "danger";
	/** Asked before it counts. */
	confirm?: { title: string; text: string; yes: string; no: string };
}

export function homeButton(label: string, action: HomeAction, options: HomeButtonOptions = {}): Button {
	const { style, confirm } = options;
	return {
		type: "button",
		action_id: toHomeActionId(action),
		text: plain(label),
		value: action.deskId,
		...(style ? { style } : {}),
		...(confirm
			? {
					confirm: {
						title: plain(confirm.title, 100),
						text: plain(confirm.text, 300),
						confirm: plain(confirm.yes, 30),
						deny: plain(confirm.no, 30),
					},
				}
			: {}),
	};
}

/** null without options: Slack takes no empty group. */
export function checkboxes(
	action: HomeAction,
	choices: readonly { value: string; label: string; on: boolean }[],
): Checkboxes | null {
	const options = choices.map(({ value, label }) => ({ text: plain(label), value }));
	const chosen = options.filter((_, index) => choices[index]?.on);
	if (options.length === 0) return null;
	return {
		type: "checkboxes",
		action_id: toHomeActionId(action),
		options,
		...(chosen.length > 0 ? { initial_options: chosen } : {}),
	};
}

export function timePicker(label: string, action: HomeAction, minutes: number): Timepicker {
	return {
		type: "timepicker",
		action_id: toHomeActionId(action),
		initial_time: toTime(minutes),
		placeholder: plain(label),
	};
}
