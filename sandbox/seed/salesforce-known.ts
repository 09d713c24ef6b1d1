/**
 * Companies and people that the simulated help desks know too, by domain or e-mail address, and what hostile or
 * careless people put into a CRM. They come first in every org that is large enough.
 */
export interface KnownAccount {
	name: string;
	website: string | null;
	description?: string;
	parent?: number;
}

const LONG = "Ten thousand characters of notes. 一万文字のメモ。🙂 ".repeat(260).slice(0, 10_000);

export const KNOWN_ACCOUNTS: readonly KnownAccount[] = [
	{ name: "Globex KK", website: "https://www.globex.example" },
	{ name: "Initech", website: "initech.example" },
	{ name: "株式会社山田商事", website: "https://yamada-shoji.example/" },
	{ name: "Umbra Logistics", website: "https://umbra.example" },
	{ name: "Nordwind AB", website: "http://nordwind.example" },
	{ name: "有限会社さくら電機", website: "https://sakura-denki.example" },
	{ name: "*Wayne* & <Söhne> @here", website: "https://wayne.example" },
	{ name: "Initech Logistics", website: "https://logistics.initech.example", parent: 1 },
	{ name: "北海道精機株式会社", website: "https://kitaseiki.example" },
	{ name: "Halden Marine AS", website: "https://halden.example" },
	{ name: "Okafor & Sons", website: null },
	// Two of one name and one domain: a match rule finds both.
	{ name: "Initech", website: "https://INITECH.example" },
	{ name: `O'Brien "Quoted" \\ Sons`, website: "https://obrien.example/?a=1&b='2'" },
	{ name: "<script>alert(1)</script> & Partners", website: "javascript:alert(1)" },
	{ name: "🚀 Rocket 株式会社 ﷽ \u202Etxet", website: "https://rocket.example" },
	{ name: "Notes Ltd", website: "https://notes.example", description: LONG },
	{ name: "  Spaces   everywhere  ", website: "   " },
	{ name: "%_LIKE\\_% 100%", website: null },
];

export interface KnownContact {
	first: string | null;
	last: string;
	email: string | null;
	/** Place in the list of accounts. */
	account: number | null;
}

const at = (
	account: number | null,
	first: string | null,
	last: string,
	email: string | null,
): KnownContact => ({
	first,
	last,
	email,
	account,
});

export const KNOWN_CONTACTS: readonly KnownContact[] = [
	at(0, "Aya", "Mori", "aya.mori@globex.example"),
	at(0, "Kenta", "Ogawa", "Kenta.Ogawa@GLOBEX.example"),
	at(0, "Ivo", "Berg", "ivo.berg@globex.example"),
	at(0, "Sofia", "Lindqvist", "sofia@globex.example"),
	at(1, "Bill", "Larkin", "bill.larkin@initech.example"),
	at(1, "Peter", "Gibb", "PETER.GIBB@INITECH.EXAMPLE"),
	at(1, "Lars", "O’Connor-Smythe", "lars@initech.example"),
	at(7, "Laura", "Mendes", "laura@initech.example"),
	at(7, "Tomasz", "Wójcik", "t.wojcik@initech.example"),
	at(2, "幸子", "山田", "sachiko@yamada-shoji.example"),
	at(2, "大輔", "中村", "nakamura@yamada-shoji.example"),
	at(3, "Omar", "Haddad", "omar.haddad@umbra.example"),
	at(3, "Marta", "Nowak", "marta.nowak@umbra.example"),
	at(3, "Claire", "Dubois", "claire.dubois@umbra.example"),
	at(4, "Ingrid", "Åberg", "ingrid@nordwind.example"),
	at(4, "Greta", "Lindqvist", "greta@nordwind.example"),
	at(5, "はるか", "小林", "kobayashi@sakura-denki.example"),
	at(6, "*Eve* <!channel>", "& _Co_ `@here`", "eve@wayne.example"),
	at(8, "直樹", "中村", "nakamura@kitaseiki.example"),
	at(8, "美咲", "高橋", "misaki@kitaseiki.example"),
	at(9, "Henrik", "Dahl", "henrik.dahl@halden.example"),
	at(10, "Chidi", "Okafor", "chidi@okafor.example"),
	at(null, "Noa", "Levi", "noa.levi@mail.example"),
	// Two people with one address, and one of the staff.
	at(12, "Pat", "Shared", "info@obrien.example"),
	at(12, "Sam", "Shared", "INFO@obrien.example"),
	at(null, "Mina", "Kato", "mina@acme.example"),
	at(13, "<b>Bobby</b>", "'; DROP TABLE Contact; --", "bobby@partners.example"),
	at(14, null, "No First Name", null),
	at(null, "😀", "絵文字", "emoji@rocket.example"),
	at(16, null, "R\u202Eevil\u202C\u200B", "o'neil+tag%_@spaces.example"),
];
