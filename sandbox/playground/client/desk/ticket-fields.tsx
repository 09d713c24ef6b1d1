/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { DeskPanel, DeskPerson, DeskTicketDetail } from "../../desk-panel.ts";
import { actOnTicket, type DeskName, reasonOf } from "../api.ts";
import type { Words } from "../words/words.ts";
import { Happenings } from "./happenings.tsx";

interface TicketFieldsProps {
	desk: DeskName;
	ticket: DeskTicketDetail;
	agents: readonly DeskPerson[];
	choices: DeskPanel["choices"];
	words: Words;
}

/** Status, assignee and priority: each choice is saved at once, as the agent named above them. */
export function TicketFields({ desk, ticket, agents, choices, words }: TicketFieldsProps) {
	const [agentId, setAgentId] = useState(agents[0]?.id ?? "");
	const [outcome, setOutcome] = useState<{ ok: boolean; text: string } | null>(null);

	async function save(change: object) {
		setOutcome(null);
		try {
			await actOnTicket(desk, ticket.id, "agent", { agentId, ...change });
			setOutcome({ ok: true, text: words.saved });
		} catch (error) {
			setOutcome({ ok: false, text: reasonOf(error, words) });
		}
	}
	const people = agents.map(({ id, name }) => ({ value: id, label: name }));
	const labels = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
	return (
		<aside class="ticket-fields">
			<Choice label={words.actingAs} value={agentId} options={people} onChoose={setAgentId} />
			<hr />
			<Choice
				label={words.status}
				value={ticket.status}
				options={labels(choices.statuses)}
				onChoose={(status) => save({ status })}
			/>
			<Choice
				label={words.assignee}
				value={ticket.assigneeId ?? ""}
				options={[{ value: "", label: words.unassigned }, ...people]}
				onChoose={(id) => save({ assigneeId: id || null })}
			/>
			<Choice
				label={words.priority}
				value={ticket.priority ?? ""}
				options={[
					...(ticket.priority ? [] : [{ value: "", label: words.none }]),
					...labels(choices.priorities),
				]}
				onChoose={(priority) => priority && save({ priority })}
			/>
			<p class={outcome && !outcome.ok ? "error" : "help"} role="status">
				{outcome?.text}
			</p>
			<Happenings desk={desk} ticket={ticket} agentId={agentId} words={words} />
			<dl>
				<dt>{words.requester}</dt>
				<dd>{ticket.requester ?? words.none}</dd>
				<dt>{words.organization}</dt>
				<dd>{ticket.organization ?? words.none}</dd>
				<dt>{words.department}</dt>
				<dd>{ticket.department ?? words.none}</dd>
			</dl>
		</aside>
	);
}

interface ChoiceProps {
	label: string;
	value: string;
	options: readonly { value: string; label: string }[];
	onChoose(value: string): void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
	// What the desk has but does not offer (a closed ticket's status) must still be shown.
	const known = options.some((option) => option.value === value);
	return (
		<label class="field">
			<span>{label}</span>
			<select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
				{known ? null : <option value={value}>{value}</option>}
				{options.map((option) => (
					<option value={option.value}>{option.label}</option>
				))}
			</select>
		</label>
	);
}
