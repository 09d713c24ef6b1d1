import type * as v from "valibot";
import type { permissionsRow } from "./schema.ts";
import type { ObjectShape } from "./shape.ts";

/** What is looked at to tell whether the connecting user's rights suffice. */
export const JUDGED = ["Account", "Contact", "Lead", "Opportunity", "Case"] as const;
export type JudgedObject = (typeof JUDGED)[number];

/** `ModifyAllData` alone is granted to users who may not look after an org, too. */
export function isAdministrator(permissions: v.InferOutput<typeof permissionsRow>): boolean {
	return (
		permissions.PermissionsModifyAllData === true &&
		permissions.PermissionsCustomizeApplication === true &&
		permissions.PermissionsManageUsers === true
	);
}

/** Of the least that does, what the user lacks, in the words of Salesforce's own setup. */
export function missingRights(shapes: ReadonlyMap<JudgedObject, ObjectShape | null>): string[] {
	return JUDGED.flatMap((object) => {
		const shape = shapes.get(object);
		if (!shape) return [`${object}: Read`];
		if (object !== "Case") return [];
		return [...(shape.isCreatable ? [] : ["Case: Create"]), ...(shape.isWritable ? [] : ["Case: Edit"])];
	});
}
