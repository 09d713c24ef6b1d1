/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { CrmField } from "../../crm-panel.ts";
import { reasonOf } from "../api.ts";
import type { Words } from "../words/words.ts";
import { addRecord } from "./api.ts";
import { RecordField } from "./record-field.tsx";

interface NewRecordProps {
	org: string;
	object: string;
	needed: readonly CrmField[];
	words: Words;
	onAdded(id: string): void;
}

export function NewRecord({ org, object, needed, words, onAdded }: NewRecordProps) {
	const [fields, setFields] = useState<Record<string, string>>({});
	const [refused, setRefused] = useState<string | null>(null);

	async function add() {
		try {
			onAdded((await addRecord(org, object, fields)).id);
		} catch (error) {
			setRefused(reasonOf(error, words));
		}
	}
	return (
		<form
			class="crm-new"
			onSubmit={(event) => {
				event.preventDefault();
				void add();
			}}
		>
			{needed.map((field) => (
				<RecordField
					key={field.name}
					field={field}
					value={fields[field.name] ?? ""}
					idPrefix="new"
					words={words}
					onChange={(value) => setFields((before) => ({ ...before, [field.name]: value }))}
				/>
			))}
			<p class="row">
				<button type="submit" class="button primary">
					{words.crm.save}
				</button>
				<span class="error" role="status">
					{refused}
				</span>
			</p>
		</form>
	);
}
