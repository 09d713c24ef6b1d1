/** @jsxImportSource preact */
import type { CrmField } from "../../crm-panel.ts";
import type { Words } from "../words/words.ts";

interface RecordFieldProps {
	field: CrmField;
	value: string;
	/** Tells apart the same field of two forms. */
	idPrefix: string;
	words: Words;
	onChange(value: string): void;
}

export function RecordField({ field, value, idPrefix, words, onChange }: RecordFieldProps) {
	const { label, kind, options, isEditable } = field;
	if (!isEditable) {
		const shown = kind === "check" ? (value === "true" ? words.crm.yes : words.crm.no) : value;
		return (
			<div class="field">
				<span>{label}</span>
				<output>{shown || "–"}</output>
			</div>
		);
	}
	if (kind === "check") {
		return (
			<label class="field crm-check">
				<input
					type="checkbox"
					checked={value === "true"}
					onChange={(event) => onChange(String(event.currentTarget.checked))}
				/>
				<span>{label}</span>
			</label>
		);
	}
	const id = `${idPrefix}-${field.name}`;
	return (
		<div class={kind === "long" ? "field crm-wide" : "field"}>
			<label for={id}>{label}</label>
			{kind === "choice" ? (
				<select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
					<option value="">–</option>
					{options.map((option) => (
						<option key={option.value} value={option.value}>
							{option.label}
						</option>
					))}
				</select>
			) : kind === "long" ? (
				<textarea id={id} rows={4} value={value} onInput={(event) => onChange(event.currentTarget.value)} />
			) : (
				<input id={id} type="text" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
			)}
		</div>
	);
}
