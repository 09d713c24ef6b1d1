/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { reasonOf } from "../api.ts";
import type { Words } from "../words/words.ts";
import { addRecord } from "./api.ts";

interface NewRecordProps {
	org: string;
	object: string;
	words: Words;
	onAdded(id: string): void;
}

/** What the org asks for at least, by its field names. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
	Account: ["Name", "Website"],
	Contact: ["FirstName", "LastName", "Email", "AccountId"],
	Lead: ["FirstName", "LastName", "Company", "Email"],
	Opportunity: ["Name", "AccountId", "StageName", "CloseDate"],
	Case: ["Subject", "ContactId"],
};

export function NewRecord({ org, object, words, onAdded }: NewRecordProps) {
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
			{(NEEDED[object] ?? []).map((name) => (
				<label key={name} class="field">
					<span>{name}</span>
					<input
						type="text"
						value={fields[name] ?? ""}
						onInput={(event) => {
							const { value } = event.currentTarget;
							setFields((before) => ({ ...before, [name]: value }));
						}}
					/>
				</label>
			))}
			<p class="row">
				<button type="submit" class="button primary">
					{words.crm.newRecord}
				</button>
				<span class="error" role="status">
					{refused}
				</span>
			</p>
		</form>
	);
}
