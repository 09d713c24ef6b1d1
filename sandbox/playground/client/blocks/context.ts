import type { Reader } from "../mrkdwn/dates.ts";
import type { Words } from "../words/words.ts";
import type { Data } from "./read.ts";
import type { InputValue } from "./values.ts";

/** What drawing a block needs to know about where it stands and who looks at it. */
export interface BlockContext {
	reader: Reader;
	now: number;
	words: Words;
	people: readonly { id: string; name: string }[];
	channels: readonly { id: string; name: string }[];
	/** A vendor's address → the sandbox's page for it. */
	toHref(url: string): string;
	/** A click or a choice. Confirmation, if the element asks for it, is the receiver's work. */
	act(element: Data, blockId: string, value?: InputValue): void;
	/** The same once the typing pauses. */
	actSoon(element: Data, blockId: string, value: () => InputValue): void;
	suggest(element: Data, blockId: string, typed: string): Promise<Suggestion[]>;
	/** The element whose click is under way. */
	busy: string | null;
	/** Only in a view. */
	inputs: Inputs | null;
}

export interface Suggestion {
	text: string;
	value: string;
	group: string | null;
}

export interface Inputs {
	get(element: Data, blockId: string): InputValue;
	set(element: Data, blockId: string, value: InputValue): void;
	errors: Readonly<Record<string, string>>;
}

export function elementKey(element: Data, blockId: string): string {
	return `${blockId}/${String(element.action_id ?? "")}`;
}
