<#
  Vallgrav: samlar in katalogen (Active Directory) till en JSON-fil. Skriptet läser bara.

  Läser        användare, grupper, datorer, organisationsenheter, grupprincipers länkar,
               behörighetslistor, när LAPS-lösenord går ut, förtroenden och certifikatmallar
  Läser inte   lösenord, lösenord från LAPS, e-post, telefon, titlar. Beskrivningar söks igenom
               efter lösenord; bara att något hittats skrivs till filen, aldrig texten
  Rättigheter  ett vanligt konto i domänen. Det som kontot inte får läsa saknas i filen, och
               filen säger det
  Larm         många frågor på kort tid kan ge larm om kartläggning i till exempel Microsoft
               Defender for Identity. Säg till den som vaktar larmen först
  Tid          några minuter för en kommun med 15 000 konton (en uppskattning, inte uppmätt)
  Kräver       Windows PowerShell 5.1 eller senare och modulen ActiveDirectory (RSAT)

  Kör          powershell -ExecutionPolicy RemoteSigned -File samla-ad.ps1
  Läs sedan in filen: vallgrav import vallgrav-ad-….json
  Filen visar vägar in i katalogen. Skicka den inte med e-post; ta bort den när den är inläst.
#>
#Requires -Version 5.1
#Requires -Modules ActiveDirectory
param(
  [string] $Server = (Get-ADDomain).PDCEmulator,
  [string] $Path = "vallgrav-ad-$(Get-Date -Format 'yyyyMMddHHmmss').json"
)
$ErrorActionPreference = 'Stop'

# Vad som läses: del, var, vilka objekt, vilka uppgifter om dem.
$domain = Get-ADDomain -Server $Server
$root = Get-ADRootDSE -Server $Server
$keys = "CN=Public Key Services,CN=Services,$($root.configurationNamingContext)"
$account = 'sAMAccountName', 'userAccountControl', 'pwdLastSet', 'lastLogonTimestamp',
  'primaryGroupID', 'sIDHistory', 'msDS-AllowedToDelegateTo', 'objectSid', 'adminCount',
  'servicePrincipalName', 'userPrincipalName', 'msDS-GroupMSAMembership'
$computer = $account + @('dNSHostName', 'operatingSystem', 'operatingSystemServicePack',
  'msLAPS-PasswordExpirationTime', 'ms-Mcs-AdmPwdExpirationTime',
  'msDS-AllowedToActOnBehalfOfOtherIdentity')
# Fritext skrivs aldrig ut: bara att den ser ut att innehålla en hemlighet.
$texts = 'description', 'info'
$secret = '(l[öo]sen|pass(word|wd)?|pwd|hemlig|secret)\w*\s*[:=]|^(?=.{1,40}$).*(l[öo]sen|passw|pwd|hemlig)'
$template = 'displayName', 'msPKI-Template-Schema-Version', 'msPKI-Certificate-Name-Flag',
  'msPKI-Enrollment-Flag', 'msPKI-RA-Signature', 'msPKI-Certificate-Application-Policy',
  'pKIExtendedKeyUsage', 'dNSHostName', 'certificateTemplates'
$parts = @(
  @{ Part = 'laps'; Base = $root.schemaNamingContext; Attributes = 'lDAPDisplayName', 'schemaIDGUID'
    Filter = '(|(lDAPDisplayName=ms-Mcs-AdmPwd)(lDAPDisplayName=msLAPS-Password)(lDAPDisplayName=msLAPS-EncryptedPassword))' }
  @{ Part = 'domain'; Base = $domain.DistinguishedName; Filter = '(objectClass=domainDNS)'
    Attributes = 'objectSid', 'gPLink', 'msDS-Behavior-Version' }
  @{ Part = 'units'; Base = $domain.DistinguishedName; Attributes = 'gPLink', 'gPOptions'
    Filter = '(|(objectClass=organizationalUnit)(&(objectClass=container)(!(objectClass=groupPolicyContainer))))' }
  @{ Part = 'policies'; Base = "CN=System,$($domain.DistinguishedName)"; Attributes = , 'displayName'
    Filter = '(objectClass=groupPolicyContainer)' }
  @{ Part = 'trusts'; Base = "CN=System,$($domain.DistinguishedName)"
    Filter = '(objectClass=trustedDomain)'
    Attributes = 'trustPartner', 'securityIdentifier', 'trustDirection', 'trustAttributes' }
  @{ Part = 'groups'; Base = $domain.DistinguishedName; Filter = '(objectClass=group)'
    Attributes = @('sAMAccountName', 'objectSid', 'adminCount', 'member', 'sIDHistory') + $texts }
  @{ Part = 'users'; Base = $domain.DistinguishedName; Filter = '(sAMAccountType=805306368)'
    Attributes = $account + $texts }
  @{ Part = 'computers'; Base = $domain.DistinguishedName; Filter = '(sAMAccountType=805306369)'
    Attributes = $computer + $texts }
  @{ Part = 'certificates'; Base = $keys; Attributes = $template
    Filter = '(|(objectClass=pKICertificateTemplate)(objectClass=pKIEnrollmentService)(objectClass=certificationAuthority)(objectClass=container))' }
)
$always = 'distinguishedName', 'objectClass', 'objectGUID', 'name', 'whenCreated'

# Uppgifter som katalogens schema inte känner till (LAPS som aldrig införts) kan inte frågas efter.
$wanted = @($always + 'nTSecurityDescriptor' + $parts.Attributes | ForEach-Object { $_ } | Sort-Object -Unique)
$filter = '(|' + -join ($wanted | ForEach-Object { "(lDAPDisplayName=$_)" }) + ')'
$known = @(Get-ADObject -Server $Server -SearchBase $root.schemaNamingContext -LDAPFilter $filter -Properties lDAPDisplayName |
    ForEach-Object { $_.lDAPDisplayName })

# Ett värde som JSON kan bära: tider i UTC, identiteter som text, byte som base64.
function ConvertTo-Plain($Value) {
  if ($Value -is [byte[]]) { return [Convert]::ToBase64String($Value) }
  if ($Value -is [DirectoryServices.ActiveDirectorySecurity]) {
    return [Convert]::ToBase64String($Value.GetSecurityDescriptorBinaryForm())
  }
  if ($Value -is [datetime]) {
    return $Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
  }
  if ($Value -is [guid] -or $Value -is [Security.Principal.SecurityIdentifier]) { return $Value.ToString() }
  if ($Value -is [Collections.ICollection]) { return , @($Value | ForEach-Object { ConvertTo-Plain $_ }) }
  return $Value
}

# Samma behörighetslista finns på tusentals objekt och skrivs en gång. Ordlistan skiljer på stora och
# små bokstäver, vilket en vanlig @{} inte gör.
$numbers = New-Object 'Collections.Generic.Dictionary[string,int]'
$gaps = New-Object 'Collections.Generic.List[object]'
$written = 0

function Write-Entry($Object, [string[]] $Attributes) {
  $entry = [ordered] @{}
  foreach ($name in $Attributes) {
    $value = ConvertTo-Plain $Object.$name
    if ($null -eq $value) { continue }
    if ($texts -contains $name) {
      if ("$value" -match $secret) { $entry['secretIn'] = @($entry['secretIn'] | Where-Object { $_ }) + $name }
      continue
    }
    if ($name -ne 'nTSecurityDescriptor') { $entry[$name] = $value; continue }
    if (-not $numbers.ContainsKey($value)) { $numbers.Add($value, $numbers.Count) }
    $entry['descriptor'] = $numbers[$value]
  }
  if ($script:written -gt 0) { $out.Write(",`n") }
  $out.Write((ConvertTo-Json -InputObject $entry -Compress -Depth 3))
  $script:written++
}

$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$out = New-Object IO.StreamWriter($file, $false, (New-Object Text.UTF8Encoding($false)))
try {
  $rootSid = try { (Get-ADDomain -Identity $domain.Forest -Server $domain.Forest).DomainSID.Value } catch { $null }
  $head = [ordered] @{
    name = $domain.DNSRoot; forest = $domain.Forest; sid = $domain.DomainSID.Value; rootSid = $rootSid
  }
  $now = ConvertTo-Plain (Get-Date)
  $out.Write("{`"format`":`"vallgrav-ad`",`"version`":1,`"producedAt`":`"$now`",`"domain`":")
  $out.Write((ConvertTo-Json -InputObject $head -Compress) + ",`"objects`":[`n")
  foreach ($part in $parts) {
    Write-Host "Läser $($part.Part) …"
    $attributes = @(@($always) + 'nTSecurityDescriptor' + $part.Attributes | Where-Object { $known -contains $_ })
    if ($part.Part -eq 'laps') { $attributes = @($attributes -ne 'nTSecurityDescriptor') }
    try {
      Get-ADObject -Server $Server -SearchBase $part.Base -LDAPFilter $part.Filter -Properties $attributes -ResultPageSize 500 |
        ForEach-Object { Write-Entry $_ $attributes }
    } catch {
      $reason = if ("$_" -match 'denied|nekad|insufficient|otillräck') { 'denied' } else { 'failed' }
      $gaps.Add(@{ part = $part.Part; reason = $reason })
      Write-Warning "$($part.Part) blev inte läst helt: $_"
    }
  }
  $sorted = @($numbers.GetEnumerator() | Sort-Object Value | ForEach-Object { '"' + $_.Key + '"' })
  $missing = @($gaps | ForEach-Object { ConvertTo-Json -InputObject $_ -Compress })
  $out.Write("`n],`"descriptors`":[" + ($sorted -join ",`n") + '],"gaps":[' + ($missing -join ',') + '],"written":' + $written + '}')
} finally { $out.Close() }
Write-Host "$written objekt skrevs till $file."
if ($gaps.Count -gt 0) { Write-Warning 'Något saknas; filen säger vad.' }
