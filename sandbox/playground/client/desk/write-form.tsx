/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { DeskPerson, DeskTicketDetail } from "../../desk-panel.ts";
import { actOnTicket, type DeskName, reasonOf } from "../api.ts";
import type { Words } from "../words/words.ts";

interface WriteFormProps {
	desk: DeskName;
	ticket: DeskTicketDetail;
	agents: readonly DeskPerson[];
	words: Words;
}

type Voice = "customer" | "public" | "internal";

export function WriteForm({ desk, ticket, agents, words }: WriteFormProps) {
	const [voice, setVoice] = useState<Voice>("customer");
	const [agentId, setAgentId] = useState(ticket.assigneeId ?? agents[0]?.id ?? "");
	const [text, setText] = useState("");
	const [outcome, setOutcome] = useState<{ ok: boolean; text: string } | null>(null);

	async function send() {
		setOutcome(null);
		try {
			if (voice === "customer") await actOnTicket(desk, ticket.id, "customer", { text });
			else await actOnTicket(desk, ticket.id, "agent", { agentId, text, public: voice === "public" });
			setText("");
			setOutcome({ ok: true, text: words.sent });
		} catch (error) {
			setOutcome({ ok: false, text: reasonOf(error, words) });
		}
	}
	const hint =
		voice === "customer"
			? words.customerHint(ticket.requester ?? words.someone)
			: voice === "public"
				? words.publicHint
				: words.noteHint;
	const voices = { customer: words.asCustomer, public: words.publicReply, internal: words.internalNote };
	return (
		<form
			class={`write ${voice}`}
			onSubmit={(event) => {
				event.preventDefault();
				void send();
			}}
		>
			<div class="row">
				<div class="tabs" role="tablist">
					{(["customer", "public", "internal"] as const).map((each) => (
						<button type="button" role="tab" aria-selected={voice === each} onClick={() => setVoice(each)}>
							{voices[each]}
						</button>
					))}
				</div>
				{voice === "customer" ? null : (
					<label class="inline">
						{words.asAgent}
						<select value={agentId} onChange={(event) => setAgentId(event.currentTarget.value)}>
							{agents.map(({ id, name }) => (
								<option value={id}>{name}</option>
							))}
						</select>
					</label>
				)}
			</div>
			<textarea
				rows={3}
				value={text}
				aria-label={voices[voice]}
				placeholder={words.writeHere}
				onInput={(event) => setText(event.currentTarget.value)}
			/>
			<div class="row">
				<span class={outcome && !outcome.ok ? "error" : "help"} role="status">
					{outcome?.text ?? hint}
				</span>
				<span class="grow" />
				<button type="submit" class="button primary" disabled={text.trim() === ""}>
					{words.send}
				</button>
			</div>
		</form>
	);
}
