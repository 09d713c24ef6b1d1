import type { SourceField } from "../../core/sync/fields.ts";
import type { CrmObject } from "../../core/sync/record.ts";
import { DELETE_POLICIES, type ObjectSettings } from "../../core/sync/settings.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Field, SelectField, Tick } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { FieldList } from "./field-list.tsx";
import { objectPath } from "./frame.tsx";
import { OrgForm } from "./settings-frame.tsx";

export function ObjectForm(props: {
	c: PageContext;
	org: Org;
	object: CrmObject;
	values: ObjectSettings;
	errors: Readonly<Record<string, string>>;
	/** Where the desk's id may be written. */
	writable: readonly SourceField[];
}) {
	const { c, org, object, values, errors, writable } = props;
	const { syncSettings, common } = messagesFor(c);
	const { object: words, deletes } = syncSettings;
	const isPerson = values.becomes.includes("person");
	return (
		<OrgForm c={c} org={org} to={objectPath(org, object)}>
			<h2>{words.general}</h2>
			<Tick
				name="is_on"
				label={words.isOn}
				checked={values.isOn}
				error={errors.is_on && words.nothingMapped}
			/>
			{object === "person_account" && (
				<SelectField
					name="becomes"
					error={errors.becomes && (errors.becomes === "unread" ? words.becomesUnread : common.notListed)}
					label={words.becomes}
					help={words.becomesHelp}
					value={values.becomes.length > 1 ? "both" : (values.becomes[0] ?? "person")}
					options={(["person", "organization", "both"] as const).map((value) => ({
						value,
						label: words.becomesOptions[value],
					}))}
				/>
			)}
			<Tick name="creates" label={words.creates} help={words.createsHelp} checked={values.creates} />
			{isPerson && <Tick name="welcomes" label={words.welcomes} checked={values.welcomes} />}
			<Tick
				name="sets_external_id"
				label={words.setsExternalId}
				help={words.setsExternalIdHelp}
				checked={values.setsExternalId}
			/>
			<Field
				name="write_back"
				label={words.writeBack}
				help={words.writeBackHelp}
				error={errors.write_back && words.writeBackInvalid}
			>
				<input
					id="write_back"
					name="write_back"
					list="writable"
					value={values.writeBackField ?? ""}
					autocomplete="off"
					spellcheck={false}
					aria-describedby={errors.write_back ? "write_back-help write_back-error" : "write_back-help"}
					{...(errors.write_back ? { "aria-invalid": "true" as const, autofocus: true } : {})}
				/>
			</Field>
			<FieldList id="writable" fields={writable} />
			<SelectField
				name="deletes"
				label={words.deletes}
				help={words.deletesHelp}
				value={values.deletes}
				error={errors.deletes && common.notListed}
				options={DELETE_POLICIES.filter((one) => isPerson || one !== "suspend").map((value) => ({
					value,
					label: deletes[value],
				}))}
			/>
			<Field
				name="deleted_tag"
				label={words.deletedTag}
				value={values.deletedTag}
				error={errors.deleted_tag && words.deletedTagInvalid}
			/>
		</OrgForm>
	);
}
