"""Fills a Samba domain with a made-up municipality, and collects it as the printed script would.

  samba-domain.py fill SMB.CONF USERS      accounts, groups, computers, units, delegated rights
  samba-domain.py collect SMB.CONF         the collection on standard output

Runs with Debian's python3-samba, on the database itself and not over LDAP, so that nothing of what
it is compared with is shared. Every name is invented; nothing is left to chance.
"""

import base64
import datetime
import json
import os
import re
import sys

import ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_pack, ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB
from samba.sd_utils import SDUtils

RESET = "00299570-246d-11d0-a768-00aa006e0529"
MEMBER = "bf9679c0-0de6-11d0-a285-00aa003049e2"
KEYS = "5b47d60f-6090-40b2-9f37-2a4de88f3063"
RESTRICTIONS = "4c164200-20c0-11d0-a768-00aa006e0529"
CHANGES = "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2"
CHANGES_ALL = "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2"
ENROLL = "0e10c968-78fb-11d2-90d4-00c04f79dc55"
USER = "bf967aba-0de6-11d0-a285-00aa003049e2"
GROUP = "bf967a9c-0de6-11d0-a285-00aa003049e2"
COMPUTER = "bf967a86-0de6-11d0-a285-00aa003049e2"

ENABLED, WITHOUT_PASSWORD, WORKSTATION, TO_AUTHENTICATE = 0x200, 0x20, 0x1000, 0x1000000

# The pattern by which the printed script searches free texts.
SECRET = re.compile(
    r"(l[öo]sen|pass(word|wd)?|pwd|hemlig|secret)\w*\s*[:=]|^(?=.{1,40}$).*(l[öo]sen|passw|pwd|hemlig)",
    re.IGNORECASE)

PERSONAL = ["Hemtjänst", "Skola", "IT", "Kommunledning", "Miljö, bygg"]


def open_database(smb_conf):
    lp = LoadParm()
    lp.load(smb_conf)
    url = os.path.join(lp.get("private dir"), "sam.ldb")
    return SamDB(url=url, session_info=system_session(lp), lp=lp)


def unit(name, parent):
    escaped = name.replace(",", "\\,")
    return f"OU={escaped},{parent}"


def sid_of(samdb, dn):
    found = samdb.search(dn, scope=ldb.SCOPE_BASE, attrs=["objectSid"])
    return str(ndr_unpack(security.dom_sid, found[0]["objectSid"][0]))


def add_accounts(samdb, base, count):
    for number in range(count):
        where = unit(PERSONAL[number % len(PERSONAL)], unit("Personal", base))
        samdb.add({
            "dn": f"CN=Anställd\\, Nr {number},{where}",
            "objectClass": "user",
            "sAMAccountName": f"anst{number}",
            "userPrincipalName": f"anst{number}@example.test",
            "userAccountControl": str(ENABLED | WITHOUT_PASSWORD | (2 if number % 50 == 0 else 0)),
            **({"description": "Tillfälligt lösenord: Exempel99"} if number < 2 else {}),
            **({"servicePrincipalName": f"HTTP/tjanst{number}.example.test"} if number % 97 == 1 else {}),
        })


def add_computers(samdb, base, count):
    for number in range(count):
        flags = WORKSTATION | WITHOUT_PASSWORD | (TO_AUTHENTICATE if number == 0 else 0)
        samdb.add({
            "dn": f"CN=PC{number},{unit('Datorer', base)}",
            "objectClass": "computer",
            "sAMAccountName": f"PC{number}$",
            "dNSHostName": f"pc{number}.example.test",
            "servicePrincipalName": [f"HOST/pc{number}.example.test", f"HOST/PC{number}"],
            "operatingSystem": "Windows 11 Enterprise",
            "userAccountControl": str(flags),
            **({"msDS-AllowedToDelegateTo": "cifs/pc1.example.test"} if number == 0 else {}),
        })


def members_of(base, group, users):
    """Every user belongs to two groups of one in twenty, and all to the first."""
    def dn(number):
        where = unit(PERSONAL[number % len(PERSONAL)], unit("Personal", base))
        return f"CN=Anställd\\, Nr {number},{where}"
    if group == 0:
        return [dn(number) for number in range(users)]
    return [dn(number) for number in range(users) if number % 20 in (group % 20, group * 7 % 20)]


def add_groups(samdb, base, users):
    for number in range(40):
        members = members_of(base, number, users)
        nested = [f"CN=Grupp {number - 1},{unit('Grupper', base)}"] if number > 1 else []
        samdb.add({
            "dn": f"CN=Grupp {number},{unit('Grupper', base)}",
            "objectClass": "group",
            "sAMAccountName": f"grupp{number}",
            **({"member": members + nested} if members + nested else {}),
        })
    samdb.modify_ldif(
        f"dn: CN=Grupp 5,{unit('Grupper', base)}\nchangetype: modify\nadd: member\n"
        f"member: CN=S-1-5-11,CN=ForeignSecurityPrincipals,{base}\n")


def delegate(samdb, base, domain):
    """Rights as an administrator would delegate them, and one list that is cut off from above."""
    groups = unit("Grupper", base)
    sids = [sid_of(samdb, f"CN=Grupp {number},{groups}") for number in range(6)]
    rights = SDUtils(samdb)
    rights.dacl_add_ace(unit("Personal", base), f"(OA;CIIO;CR;{RESET};{USER};{sids[1]})")
    rights.dacl_add_ace(unit("Personal", base), f"(OA;CIIO;WP;{RESTRICTIONS};{COMPUTER};{sids[1]})")
    rights.dacl_add_ace(groups, f"(OA;CIIO;WP;{MEMBER};{GROUP};{sids[2]})")
    rights.dacl_add_ace(unit("Datorer", base), f"(OA;CIIO;WP;{KEYS};{COMPUTER};{sids[3]})")
    rights.dacl_add_ace(f"CN=PC3,{unit('Datorer', base)}", f"(A;;GA;;;{sids[4]})")
    rights.dacl_add_ace(f"CN=PC4,{unit('Datorer', base)}", f"(D;;WP;;;{sids[4]})")
    rights.dacl_add_ace(f"CN=Grupp 9,{groups}", f"(OA;;SW;{MEMBER};;{sids[5]})")
    rights.dacl_add_ace(base, f"(OA;;CR;{CHANGES};;{sids[5]})")
    rights.dacl_add_ace(base, f"(OA;;CR;{CHANGES_ALL};;{sids[5]})")
    for name, others in (("Stängd", "(A;;GR;;;AU)"), ("Dold", "")):
        closed = security.descriptor.from_sddl(f"O:DAG:DAD:P(A;;GA;;;{sids[4]}){others}", domain)
        rights.modify_sd_on_dn(unit(name, base), closed)
    actors = security.descriptor.from_sddl(f"O:BAG:BAD:(A;;GA;;;{sids[2]})", domain)
    samdb.modify(ldb.Message.from_dict(samdb, {
        "dn": f"CN=PC5,{unit('Datorer', base)}",
        "msDS-AllowedToActOnBehalfOfOtherIdentity": ndr_pack(actors),
    }, ldb.FLAG_MOD_REPLACE))


def add_certificates(samdb, domain):
    keys = f"CN=Public Key Services,CN=Services,{samdb.get_config_basedn()}"
    for name, object_class in (("Certificate Templates", "container"), ("Enrollment Services", "container")):
        try:
            samdb.add({"dn": f"CN={name},{keys}", "objectClass": object_class})
        except ldb.LdbError as error:
            if error.args[0] != ldb.ERR_ENTRY_ALREADY_EXISTS:
                raise
    samdb.add({
        "dn": f"CN=Webbserver,CN=Certificate Templates,{keys}",
        "objectClass": "pKICertificateTemplate",
        "displayName": "Webbserver",
        "msPKI-Certificate-Name-Flag": "1",
        "msPKI-Enrollment-Flag": "-2147483640",
        "msPKI-Template-Schema-Version": "2",
        "msPKI-RA-Signature": "0",
        "pKIExtendedKeyUsage": "1.3.6.1.5.5.7.3.2",
        "msPKI-Certificate-Application-Policy": "1.3.6.1.5.5.7.3.2",
    })
    samdb.add({
        "dn": f"CN=Exempel-CA,CN=Enrollment Services,{keys}",
        "objectClass": "pKIEnrollmentService",
        "dNSHostName": "pc2.example.test",
        "certificateTemplates": "Webbserver",
    })
    SDUtils(samdb).dacl_add_ace(
        f"CN=Webbserver,CN=Certificate Templates,{keys}", f"(OA;;CR;{ENROLL};;AU)")


def fill(smb_conf, users):
    samdb = open_database(smb_conf)
    base = str(samdb.domain_dn())
    domain = security.dom_sid(samdb.get_domain_sid())
    samdb.transaction_start()
    for name in ("Personal", "Datorer", "Grupper", "Stängd", "Dold"):
        samdb.add({"dn": unit(name, base), "objectClass": "organizationalUnit"})
    for name in PERSONAL:
        samdb.add({"dn": unit(name, unit("Personal", base)), "objectClass": "organizationalUnit"})
    policy = samdb.search(
        f"CN=Policies,CN=System,{base}", scope=ldb.SCOPE_ONELEVEL, attrs=["cn"])[0].dn
    samdb.modify_ldif(
        f"dn: {unit('Datorer', base)}\nchangetype: modify\n"
        f"replace: gPLink\ngPLink: [LDAP://{policy};2]\n-\nreplace: gPOptions\ngPOptions: 1\n")
    add_accounts(samdb, base, users)
    add_computers(samdb, base, max(6, users // 5))
    add_groups(samdb, base, users)
    samdb.transaction_commit()
    samdb.transaction_start()
    delegate(samdb, base, domain)
    add_certificates(samdb, domain)
    samdb.transaction_commit()
    samdb.newuser("lasare", os.environ["READER_PASSWORD"])


SIDS = {"objectSid", "sIDHistory", "securityIdentifier"}
DESCRIPTORS = {"msDS-GroupMSAMembership", "msDS-AllowedToActOnBehalfOfOtherIdentity"}
NUMBERS = {
    "userAccountControl", "pwdLastSet", "lastLogonTimestamp", "primaryGroupID", "adminCount",
    "trustDirection", "trustAttributes", "msDS-Behavior-Version", "gPOptions",
    "msPKI-Certificate-Name-Flag", "msPKI-Enrollment-Flag", "msPKI-RA-Signature",
    "msPKI-Template-Schema-Version",
}
LISTS = {
    "member", "servicePrincipalName", "sIDHistory", "msDS-AllowedToDelegateTo",
    "pKIExtendedKeyUsage", "msPKI-Certificate-Application-Policy", "certificateTemplates",
}


def plain(name, value):
    """A value as the script's ConvertTo-Plain writes it."""
    if name in SIDS:
        return str(ndr_unpack(security.dom_sid, value))
    if name == "objectGUID":
        from samba.dcerpc import misc
        return str(ndr_unpack(misc.GUID, value))
    if name in DESCRIPTORS or name == "schemaIDGUID":
        return base64.b64encode(value).decode()
    text = value.decode()
    if name == "whenCreated":
        return datetime.datetime.strptime(text, "%Y%m%d%H%M%S.0Z").strftime("%Y-%m-%dT%H:%M:%SZ")
    return int(text) if name in NUMBERS else text


def collect(smb_conf, plan):
    samdb = open_database(smb_conf)
    base = str(samdb.domain_dn())
    numbers = {}
    objects = []
    for part in plan:
        found = samdb.search(
            part["base"], scope=ldb.SCOPE_SUBTREE, expression=part["filter"],
            attrs=part["attributes"], controls=["sd_flags:1:5"])
        for message in found:
            entry = {}
            for name in part["attributes"]:
                if name == "distinguishedName":
                    entry[name] = str(message.dn)
                elif name == "objectClass":
                    entry[name] = str(message[name][-1])
                elif name == "nTSecurityDescriptor":
                    text = base64.b64encode(message[name][0]).decode()
                    entry["descriptor"] = numbers.setdefault(text, len(numbers))
                elif name in ("description", "info"):
                    if name in message and SECRET.search(message[name][0].decode()):
                        entry.setdefault("secretIn", []).append(name)
                elif name in message:
                    values = [plain(name, value) for value in message[name]]
                    entry[name] = values if name in LISTS else values[0]
            objects.append(entry)
    sid = str(samdb.get_domain_sid())
    json.dump({
        "format": "vallgrav-ad",
        "version": 1,
        "producedAt": "2026-03-01T12:00:00Z",
        "domain": {"name": "example.test", "forest": "example.test", "sid": sid, "rootSid": sid},
        "objects": objects,
        "descriptors": list(numbers),
        "gaps": [],
        "written": len(objects),
    }, sys.stdout)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        collect(sys.argv[2], json.load(sys.stdin))
