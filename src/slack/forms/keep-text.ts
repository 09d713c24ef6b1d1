import type { ModalView } from "slack-web-api-client";
import type { WrittenInput } from "../../services/operations/input.ts";
import { keptText } from "../views/outcomes.ts";

/** What stands in a form's place shows what was written in it; a form that comes back has it in its fields. */
export function keepText(view: ModalView, written: WrittenInput): ModalView {
	const kept = view.submit ? null : keptText(textOf(written) ?? "");
	return kept ? { ...view, blocks: [...view.blocks, kept] } : view;
}

export function textOf(written: WrittenInput): string | null {
	if (written.kind === "create") return `${written.input.subject}\n\n${written.input.description}`;
	return written.kind === "update" ? null : written.input.text;
}
