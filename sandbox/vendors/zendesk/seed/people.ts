import { PEOPLE, ZENDESK_GROUPS } from "../../../seed/people.ts";
import type { GroupRecord, OrganizationRecord, UserRecord } from "../state.ts";
import { DAY } from "./seed.ts";

const YEAR = 365 * DAY;

export const STAFF = {
	mina: 381204417,
	alex: 381204418,
	priya: 381204419,
	kenji: 381204420,
	yuki: 381204422,
} as const;

/** The customers that stories are told about. */
export const CUSTOMER = {
	aya: 9001,
	kenta: 9002,
	bill: 9003,
	peter: 9004,
	sachiko: 9005,
	daisuke: 9006,
	ingrid: 9007,
	omar: 9008,
	marta: 9009,
	haruka: 9010,
	greta: 9011,
	lars: 9012,
	noa: 9013,
	ryo: 9014,
	claire: 9015,
	tom: 9016,
	markup: 9017,
	bidi: 9018,
	nobody: 9019,
} as const;

const ORGANIZATION = {
	globex: 7001,
	initech: 7002,
	yamada: 7003,
	umbra: 7004,
	nordwind: 7005,
	sakura: 7006,
	odd: 7007,
} as const;

export function seedGroups(now: number): GroupRecord[] {
	const createdAt = now - 2 * YEAR;
	return [
		{ id: ZENDESK_GROUPS.support, name: "Support", createdAt },
		{ id: ZENDESK_GROUPS.billing, name: "Billing", createdAt },
		{ id: ZENDESK_GROUPS.hardware, name: "Hardware", createdAt },
		{ id: ZENDESK_GROUPS.japan, name: "日本サポート", createdAt },
	];
}

export function seedOrganizations(now: number): OrganizationRecord[] {
	const createdAt = now - YEAR;
	return [
		{ id: ORGANIZATION.globex, name: "Globex KK", domains: ["globex.example"], createdAt },
		{ id: ORGANIZATION.initech, name: "Initech", domains: ["initech.example"], createdAt },
		{ id: ORGANIZATION.yamada, name: "株式会社山田商事", domains: ["yamada-shoji.example"], createdAt },
		{ id: ORGANIZATION.umbra, name: "Umbra Logistics", domains: ["umbra.example"], createdAt },
		{ id: ORGANIZATION.nordwind, name: "Nordwind AB", domains: ["nordwind.example"], createdAt },
		{ id: ORGANIZATION.sakura, name: "有限会社さくら電機", domains: ["sakura-denki.example"], createdAt },
		{ id: ORGANIZATION.odd, name: "*Wayne* & <Söhne> @here", domains: ["wayne.example"], createdAt },
	];
}

export function seedStaff(now: number): UserRecord[] {
	return PEOPLE.flatMap(({ name, email, slack, zendesk }) => {
		if (!zendesk) return [];
		return [
			{
				id: zendesk.id,
				name,
				email,
				role: zendesk.role,
				groups: zendesk.groups,
				ownGroupsOnly: zendesk.ownGroupsOnly,
				organizationId: null,
				locale: slack?.locale === "ja-JP" ? "ja" : (slack?.locale ?? "en-US"),
				timeZone: slack?.tz ?? "UTC",
				suspended: false,
				createdAt: now - 2 * YEAR,
			},
		];
	});
}

export function seedCustomers(now: number): UserRecord[] {
	const { globex, initech, yamada, umbra, nordwind, sakura, odd } = ORGANIZATION;
	const rows: [id: number, name: string, email: string, organizationId: number | null, locale: string][] = [
		[CUSTOMER.aya, "Aya Mori", "aya.mori@globex.example", globex, "en-US"],
		[CUSTOMER.kenta, "Kenta Ogawa", "kenta.ogawa@globex.example", globex, "ja"],
		[CUSTOMER.bill, "Bill Larkin", "bill.larkin@initech.example", initech, "en-US"],
		[CUSTOMER.peter, "Peter Gibb", "peter.gibb@initech.example", initech, "en-US"],
		[CUSTOMER.sachiko, "山田 幸子", "sachiko@yamada-shoji.example", yamada, "ja"],
		[CUSTOMER.daisuke, "中村 大輔", "nakamura@yamada-shoji.example", yamada, "ja"],
		[CUSTOMER.ingrid, "Ingrid Åberg", "ingrid@nordwind.example", nordwind, "en-GB"],
		[CUSTOMER.omar, "Omar Haddad", "omar.haddad@umbra.example", umbra, "en-US"],
		[CUSTOMER.marta, "Marta Nowak", "marta.nowak@umbra.example", umbra, "en-GB"],
		[CUSTOMER.haruka, "小林 はるか", "kobayashi@sakura-denki.example", sakura, "ja"],
		[CUSTOMER.greta, "Greta Lindqvist", "greta@nordwind.example", nordwind, "en-GB"],
		[CUSTOMER.lars, "Lars O’Connor-Smythe", "lars@initech.example", initech, "en-GB"],
		[CUSTOMER.noa, "Noa Levi", "noa.levi@mail.example", null, "en-US"],
		[CUSTOMER.ryo, "渡辺 亮", "ryo.watanabe@mail.example", null, "ja"],
		[CUSTOMER.claire, "Claire Dubois", "claire.dubois@umbra.example", umbra, "en-GB"],
		[CUSTOMER.tom, "Tom Baker", "tom.baker@mail.example", null, "en-US"],
		[CUSTOMER.markup, "*Eve* <!channel> & _Co_ `@here`", "eve@wayne.example", odd, "en-US"],
		[CUSTOMER.bidi, "R\u202Eevil\u202C\u200B Smith", "smith@wayne.example", odd, "en-US"],
		[CUSTOMER.nobody, "no-reply@shop.example", "no-reply@shop.example", null, "en-US"],
	];
	return rows.map(([id, name, email, organizationId, locale]) => ({
		id,
		name,
		email,
		role: "end-user",
		groups: [],
		ownGroupsOnly: true,
		organizationId,
		locale,
		timeZone: locale === "ja" ? "Asia/Tokyo" : "Europe/London",
		suspended: false,
		createdAt: now - YEAR,
	}));
}
