/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { CrmCounterpart, CrmRecord } from "../../crm-panel.ts";
import { reasonOf } from "../api.ts";
import { ActionButton } from "../control/action-button.tsx";
import { Icon } from "../icons.tsx";
import type { Words } from "../words/words.ts";
import { doWith, mergeRecords, saveRecord } from "./api.ts";
import { Counterparts } from "./counterparts.tsx";
import { RecordField } from "./record-field.tsx";

interface RecordDetailProps {
	org: string;
	record: CrmRecord;
	/** null: not known yet. */
	counterparts: readonly CrmCounterpart[] | null;
	words: Words;
	onBack(): void;
}

export function RecordDetail({ org, record, counterparts, words, onBack }: RecordDetailProps) {
	const { crm } = words;
	const { id, isDeleted } = record;
	// Only what was touched: the rest follows what others change meanwhile.
	const [edited, setEdited] = useState<Record<string, string>>({});
	const [other, setOther] = useState("");
	const [outcome, setOutcome] = useState<{ ok: boolean; text: string } | null>(null);

	async function save() {
		if (Object.keys(edited).length === 0) {
			setOutcome({ ok: true, text: crm.unchanged });
			return;
		}
		try {
			await saveRecord(org, id, edited);
			setEdited({});
			setOutcome({ ok: true, text: crm.saved });
		} catch (error) {
			setOutcome({ ok: false, text: reasonOf(error, words) });
		}
	}
	return (
		<form
			class="crm-record"
			onSubmit={(event) => {
				event.preventDefault();
				void save();
			}}
		>
			<header class="pane-head">
				<button type="button" class="button quiet only-phone" aria-label={words.back} onClick={onBack}>
					<Icon name="back" />
				</button>
				<h2>{record.name || id}</h2>
				{isDeleted ? <span class="status bad">{crm.deleted}</span> : null}
			</header>
			<div class="crm-body">
				<p class="help">
					{record.object} <code>{id}</code>
				</p>
				<div class="crm-fields">
					{record.fields.map((field) => (
						<RecordField
							key={field.name}
							field={field}
							value={edited[field.name] ?? field.value}
							idPrefix="record"
							words={words}
							onChange={(value) => setEdited((before) => ({ ...before, [field.name]: value }))}
						/>
					))}
				</div>
				{isDeleted ? null : (
					<p class="row">
						<button type="submit" class="button primary">
							{crm.save}
						</button>
						<span class={outcome && !outcome.ok ? "error" : "help"} role="status">
							{outcome?.text}
						</span>
					</p>
				)}
				{counterparts ? <Counterparts all={counterparts} words={words} /> : null}
				<hr />
				<h3>{crm.more}</h3>
				{isDeleted ? (
					<ActionButton
						label={crm.restore}
						done={crm.restored}
						words={words}
						run={() => doWith(org, id, "restore")}
					/>
				) : (
					<ActionButton
						label={crm.remove}
						done={crm.removed}
						words={words}
						run={() => doWith(org, id, "remove")}
					/>
				)}
				{record.canConvert ? (
					<ActionButton
						label={crm.convert}
						done={crm.converted}
						words={words}
						run={() => doWith(org, id, "convert")}
					/>
				) : null}
				{record.canMerge ? (
					<div class="crm-merge">
						<label class="field">
							<span>{crm.mergeOther}</span>
							<input
								type="text"
								value={other}
								spellcheck={false}
								onInput={(event) => setOther(event.currentTarget.value)}
							/>
						</label>
						<ActionButton
							label={crm.merge}
							done={crm.merged}
							words={words}
							run={() => mergeRecords(org, id, other)}
						/>
					</div>
				) : null}
			</div>
		</form>
	);
}
