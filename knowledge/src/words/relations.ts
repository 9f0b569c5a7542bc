/** What one thing may do with another, in words: plain relations, and the rights of directories. */
import type { DirectoryRight, RelationKind } from "@vallgrav/kernel";
import type { LanguageCode } from "./phrases.ts";

/** Rights as sentences; one that has none does not compile. */
const rights: Readonly<Record<DirectoryRight, readonly [sv: string, en: string]>> = {
  AddAllowedToAct: ["får tillåta andra att agera för", "may let others act for"],
  AddKeyCredentialLink: ["får lägga till en inloggningsnyckel för", "may add a key credential to"],
  AddMember: ["får lägga till medlemmar i", "may add members to"],
  AddSelf: ["får lägga till sig själv i", "may add itself to"],
  AllExtendedRights: ["har alla utökade rättigheter över", "has all extended rights over"],
  Enroll: ["får begära certifikat av", "may request certificates from"],
  ForceChangePassword: ["får byta lösenord för", "may change the password of"],
  GenericAll: ["har full kontroll över", "has full control of"],
  GenericWrite: ["får ändra det mesta på", "may change most of"],
  GetChanges: ["får läsa katalogens ändringar i", "may read the directory's changes in"],
  GetChangesAll: ["får läsa lösenorden ur katalogen i", "may read the passwords out of"],
  GetChangesInFilteredSet: ["får läsa skyddade ändringar i", "may read the guarded changes in"],
  ManageCA: ["får sköta certifikatutfärdaren", "may manage the certificate authority"],
  ManageCertificates: ["får godkänna certifikat hos", "may approve certificates of"],
  Owns: ["äger", "owns"],
  ReadGMSAPassword: ["får läsa tjänstekontots lösenord för", "may read the service password of"],
  ReadLAPSPassword: ["får läsa det lokala lösenordet för", "may read the local password of"],
  WriteAccountRestrictions: ["får ändra kontots begränsningar för", "may change restrictions of"],
  WriteDacl: ["får dela ut rättigheter till", "may grant rights to"],
  WriteOwner: ["får ta över ägandet av", "may take ownership of"],
  WritePKIEnrollmentFlag: ["får ändra hur certifikat begärs efter", "may change enrolment by"],
  WritePKINameFlag: ["får ändra namnen i certifikat efter", "may change names in certificates by"],
};

type PlainRelation = Exclude<RelationKind, `right/${string}`>;

const plain: Readonly<Record<PlainRelation, readonly [sv: string, en: string]>> = {
  "backed-up-by": ["säkerhetskopieras till", "is backed up by"],
  "contained-in": ["ligger i", "lies in"],
  "depends-on": ["är beroende av", "depends on"],
  "has-sid-of": ["bär även identiteten", "also bears the identity of"],
  holds: ["rymmer", "holds"],
  "hosted-on": ["körs på", "is hosted on"],
  "in-zone": ["ligger i nätzonen", "is in the zone"],
  "installed-on": ["är installerat på", "is installed on"],
  "linked-to": ["gäller för", "applies to"],
  "local-admin-of": ["är lokal administratör på", "is local administrator of"],
  "may-act-for": ["får agera för", "may act for"],
  "may-delegate-to": ["får delegera till", "may delegate to"],
  "may-reach": ["når", "may reach"],
  "member-of": ["är medlem i", "is a member of"],
  "primary-user-of": ["är huvudanvändare av", "is the primary user of"],
  publishes: ["ger ut", "publishes"],
  "remote-desktop-to": ["får fjärrskrivbord på", "may use remote desktop on"],
  "remote-management-to": ["får fjärrstyra", "may manage"],
  "runs-on": ["körs på", "runs on"],
  "session-on": ["är inloggat på", "is signed in on"],
  "signs-in-with": ["loggar in med", "signs in with"],
  "supplied-by": ["levereras av", "is supplied by"],
  supports: ["bär upp", "supports"],
  trusts: ["litar på", "trusts"],
  "used-by": ["används av", "is used by"],
};

function isRight(kind: RelationKind): kind is `right/${DirectoryRight}` {
  return kind.startsWith("right/");
}

/** A relation as it stands between two names. */
export function relationWord(kind: RelationKind, language: LanguageCode): string {
  const at = language === "sv" ? 0 : 1;
  if (!isRight(kind)) return plain[kind][at];
  const [, right = ""] = kind.split("/");
  return rights[right as DirectoryRight][at];
}
