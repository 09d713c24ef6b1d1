import type { ApiCall } from "./app-env.ts";
import type { Field } from "./schema/field.ts";
import type { ObjectSchema } from "./schema/schema.ts";
import { childRelations } from "./soql/select.ts";
import { type Access, may } from "./users.ts";

export function describeSummary(call: ApiCall, object: ObjectSchema) {
	const can = (access: Access) => object.writable && may(call.user, access, object.name);
	const base = `/services/data/v${call.version}/sobjects/${object.name}`;
	return {
		activateable: false,
		associateEntityType: null,
		associateParentEntity: null,
		createable: can("c"),
		custom: object.custom,
		customSetting: false,
		deepCloneable: false,
		deletable: can("d"),
		deprecatedAndHidden: false,
		feedEnabled: object.writable,
		hasSubtypes: object.name === "Account" && object.fields.has("ispersonaccount"),
		isInterface: false,
		isSubtype: false,
		keyPrefix: object.keyPrefix,
		label: object.label,
		labelPlural: object.labelPlural,
		layoutable: object.writable,
		mergeable: object.mergeable,
		mruEnabled: object.writable,
		name: object.name,
		queryable: true,
		replicateable: object.writable,
		retrieveable: true,
		searchable: object.writable,
		triggerable: object.writable,
		undeletable: can("d"),
		updateable: can("e"),
		urls: {
			rowTemplate: `${base}/{ID}`,
			describe: `${base}/describe`,
			sobject: base,
		},
	};
}

export function describeObject(call: ApiCall, object: ObjectSchema) {
	const { org, user } = call;
	const canRead = (name: string) => may(user, "r", name);
	const children = childRelations({ schema: org.schema, canRead }, object);
	const fields = [...object.fields.values()].filter(
		({ name }) => !user.hiddenFields.has(`${object.name}.${name}`),
	);
	return {
		...describeSummary(call, object),
		actionOverrides: [],
		childRelationships: children.map(({ object: child, field, name }) => ({
			cascadeDelete: field.cascade,
			childSObject: child.name,
			deprecatedAndHidden: false,
			field: field.name,
			junctionIdListNames: [],
			junctionReferenceTo: [],
			relationshipName: name,
			restrictedDelete: false,
		})),
		compactLayoutable: object.writable,
		fields: fields.map((field) => describeField(call, object, field)),
		listviewable: null,
		lookupLayoutable: null,
		namedLayoutInfos: [],
		networkScopeFieldName: null,
		recordTypeInfos: [],
		searchLayoutable: object.writable,
		sobjectDescribeOption: "FULL",
		supportedScopes: [],
	};
}

const SOAP_TYPES: Partial<Record<Field["type"], string>> = {
	id: "tns:ID",
	reference: "tns:ID",
	boolean: "xsd:boolean",
	int: "xsd:int",
	double: "xsd:double",
	currency: "xsd:double",
	percent: "xsd:double",
	date: "xsd:date",
	datetime: "xsd:dateTime",
	address: "urn:address",
};

function describeField({ user }: ApiCall, object: ObjectSchema, field: Field) {
	const isCalculated = field.formula !== null && field.type !== "address";
	const isCustom = field.name.endsWith("__c");
	const isRequired = !field.nillable && field.createable && field.defaultValue === null;
	return {
		aggregatable: field.filterable,
		aiPredictionField: false,
		autoNumber: field.name === "CaseNumber",
		byteLength: field.length * 3,
		calculated: isCalculated && isCustom,
		calculatedFormula: null,
		cascadeDelete: field.cascade,
		caseSensitive: false,
		compoundFieldName: field.compound,
		controllerName: null,
		createable: field.createable && object.writable && may(user, "c", object.name),
		custom: isCustom,
		defaultValue: field.type === "boolean" ? (field.defaultValue ?? false) : null,
		defaultValueFormula: null,
		defaultedOnCreate: field.type === "boolean" || (!field.nillable && !isRequired),
		dependentPicklist: false,
		deprecatedAndHidden: false,
		digits: field.type === "int" ? 8 : 0,
		displayLocationInDecimal: false,
		encrypted: false,
		externalId: field.externalId,
		extraTypeInfo: field.type === "textarea" && isCustom ? "plaintextarea" : null,
		filterable: field.filterable,
		filteredLookupInfo: null,
		formulaTreatNullNumberAsZero: false,
		groupable: field.sortable && field.type !== "datetime" && field.precision === 0,
		highScaleNumber: false,
		htmlFormatted: false,
		idLookup: field.idLookup,
		inlineHelpText: null,
		label: field.label,
		length: field.length,
		mask: null,
		maskType: null,
		name: field.name,
		nameField: field.isName,
		namePointing: field.referenceTo.length > 1,
		nillable: field.nillable,
		permissionable: isCustom || (field.nillable && field.createable),
		picklistValues: field.values.map(({ value, label, isDefault }) => ({
			active: true,
			defaultValue: isDefault ?? false,
			label,
			validFor: null,
			value,
		})),
		polymorphicForeignKey: field.referenceTo.length > 1,
		precision: field.precision,
		queryByDistance: false,
		referenceTargetField: null,
		referenceTo: field.referenceTo,
		relationshipName: field.relationshipName,
		relationshipOrder: null,
		restrictedDelete: false,
		restrictedPicklist: field.restricted,
		scale: field.scale,
		searchPrefilterable: false,
		soapType: SOAP_TYPES[field.type] ?? "xsd:string",
		sortable: field.sortable,
		type: field.type,
		unique: field.unique,
		updateable: field.updateable && object.writable && may(user, "e", object.name),
		writeRequiresMasterRead: false,
	};
}
