import * as v from "valibot";
import { commandSchema } from "../core/command.ts";

const MAX_VALUE = 2000;

const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const ticketTuple = v.tuple([idSchema, idSchema]);
const runTuple = v.tuple([
	v.nullable(idSchema),
	commandSchema,
	v.nullable(v.string()),
	v.pipe(v.number(), v.integer(), v.minValue(1)),
]);

const TICKET_ACTIONS = [
	"refresh",
	"share",
	"show",
	"reply",
	"comment",
	"status",
	"assign",
	"assign_me",
	"priority",
	"tags",
	"move",
] as const;
export type TicketActionKind = (typeof TICKET_ACTIONS)[number];

export type TicketAction = { kind: TicketActionKind; deskId: string; ticketId: string };

/**
 * What a click asks for.
 * - `open`, `sign_in`: the button led somewhere itself; Slack only wants to be answered
 * - `show`: one ticket of a list
 * - `reply`, `comment`, `status`, `assign`, `priority`, `tags`, `move`: the modal for it
 * - `assign_me`: at once, to whoever clicks
 * - `create`: the modal for a new ticket; without a desk, in the one that a command in this channel would use
 * - `send_again`: an operation whose outcome nobody knows, repeated on purpose; a public reply only by way of its
 *   confirmation
 * - `run`: a command, with the page it wants; `from` is the place of that page's first row, counted from 1
 * - `not_me`: a link that the person didn't make
 */
export type Action =
	| { kind: "open" }
	| { kind: "sign_in" }
	| TicketAction
	| {
			kind: "run";
			/** null: the desk that a command in this channel would use. */
			deskId: string | null;
			command: v.InferOutput<typeof commandSchema>;
			cursor: string | null;
			from: number;
	  }
	| { kind: "create"; deskId: string | null }
	| { kind: "send_again"; operationId: string }
	| { kind: "not_me"; linkId: string };

/** The `action_id` of an overflow menu: what was meant is in the option's value. */
export const MORE_ACTION_ID = "more";
/** Slack's documents say 75 in one place and 150 in another for an option's value. */
const MAX_OPTION_VALUE = 75;

/** Unique within a message as long as `index` differs for elements of one kind. */
export function toActionId(kind: Action["kind"], index = 0): string {
	return index === 0 ? kind : `${kind}:${index}`;
}

/** null when it doesn't fit into Slack's 2000 characters (a desk's cursor can be long). */
export function toActionValue(action: Action): string | null {
	const value = encode(action);
	return value.length <= MAX_VALUE ? value : null;
}

/** An option of an overflow menu; null when it doesn't fit. */
export function toOptionValue(action: TicketAction): string | null {
	const value = `${action.kind}:${encode(action)}`;
	return value.length <= MAX_OPTION_VALUE ? value : null;
}

function encode(action: Action): string {
	switch (action.kind) {
		case "open":
		case "sign_in":
			return action.kind;
		case "not_me":
			return action.linkId;
		case "send_again":
			return action.operationId;
		case "create":
			return JSON.stringify([action.deskId]);
		case "run":
			return JSON.stringify([action.deskId, action.command, action.cursor, action.from]);
		default:
			return JSON.stringify([action.deskId, action.ticketId]);
	}
}

/** `value` is a button's value or a select's chosen option; null for anything that isn't ours. */
export function parseAction(input: { actionId: string; value: string | null }): Action | null {
	const kind = input.actionId.split(":")[0];
	const value = input.value ?? "";
	if (kind === MORE_ACTION_ID) return parseOption(value);
	if (isTicketAction(kind)) {
		const parsed = v.safeParse(ticketTuple, parseValue(value));
		return parsed.success ? { kind, deskId: parsed.output[0], ticketId: parsed.output[1] } : null;
	}
	switch (kind) {
		case "open":
		case "sign_in":
			return { kind };
		case "not_me":
			return v.is(idSchema, value) ? { kind, linkId: value } : null;
		case "send_again":
			return v.is(idSchema, value) ? { kind, operationId: value } : null;
		case "create": {
			const parsed = v.safeParse(v.tuple([v.nullable(idSchema)]), parseValue(value));
			return parsed.success ? { kind, deskId: parsed.output[0] } : null;
		}
		case "run": {
			const parsed = v.safeParse(runTuple, parseValue(value));
			if (!parsed.success) return null;
			const [deskId, command, cursor, from] = parsed.output;
			return { kind, deskId, command, cursor, from };
		}
		default:
			return null;
	}
}

function parseOption(value: string): TicketAction | null {
	const colon = value.indexOf(":");
	const kind = value.slice(0, colon);
	if (colon < 0 || !isTicketAction(kind)) return null;
	const action = parseAction({ actionId: kind, value: value.slice(colon + 1) });
	return action && "ticketId" in action ? action : null;
}

function isTicketAction(kind: string | undefined): kind is TicketActionKind {
	return (TICKET_ACTIONS as readonly (string | undefined)[]).includes(kind);
}

function parseValue(value: string): unknown {
	if (value.length > MAX_VALUE) return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}
