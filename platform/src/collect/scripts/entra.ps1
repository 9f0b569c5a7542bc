<#
  Vallgrav: samlar in molnkatalogen (Microsoft Entra ID) till en JSON-fil. Skriptet läser bara.

  Läser        användare, grupper, roller och vem som har dem, villkorsstyrd åtkomst, appar och vad de
               har beviljats, vilka sätt att logga in som är registrerade
  Läser inte   lösenord, appars hemligheter (bara när de går ut), namn på personer, e-post, telefon
  Rättigheter  rollen Global läsare (Global Reader). Första gången ska någon som får det godkänna
               behörigheterna i $scopes nedan; alla är läsbehörigheter. Det som kontot inte får läsa
               saknas i filen, och filen säger det
  Larm         inloggningen och godkännandet syns i granskningsloggen. Säg till den som vaktar den
  Tid          några minuter för en kommun med 15 000 konton (en uppskattning, inte uppmätt)
  Kräver       PowerShell 5.1 eller senare och Microsofts modul Microsoft.Graph.Authentication

  Avstängda användare saknas i listan över registrerade sätt att logga in: så är Microsofts rapport.
  Vilande roller (PIM) och den rapporten kräver Entra ID P1 eller P2; utan saknas de, och filen säger det.

  Kör          powershell -ExecutionPolicy RemoteSigned -File samla-entra.ps1
  Läs sedan in filen: vallgrav import vallgrav-entra-….json
  Filen visar vägar in i molnet. Skicka den inte med e-post; ta bort den när den är inläst.
#>
#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Authentication
param(
  [string] $Path = "vallgrav-entra-$(Get-Date -Format 'yyyyMMddHHmmss').json"
)
$ErrorActionPreference = 'Stop'
$scopes = 'Directory.Read.All', 'Policy.Read.All', 'RoleManagement.Read.Directory', 'AuditLog.Read.All'
Connect-MgGraph -Scopes $scopes -NoWelcome

# Vad som läses: del och fråga. Bara frågor, aldrig något annat än GET.
$roles = '/v1.0/roleManagement/directory'
$parts = [ordered] @{
  organization = '/v1.0/organization?$select=id,displayName,onPremisesSyncEnabled'
  users = '/v1.0/users?$select=id,userPrincipalName,accountEnabled,userType,onPremisesSyncEnabled,onPremisesSecurityIdentifier,createdDateTime&$top=999'
  groups = '/v1.0/groups?$select=id,displayName,securityEnabled,isAssignableToRole,onPremisesSyncEnabled,onPremisesSecurityIdentifier&$top=999'
  roleDefinitions = "$roles/roleDefinitions?`$select=id,templateId,displayName,isBuiltIn"
  roleAssignments = "$roles/roleAssignments?`$select=id,principalId,roleDefinitionId,directoryScopeId"
  roleEligibilities = "$roles/roleEligibilitySchedules?`$select=id,principalId,roleDefinitionId,directoryScopeId"
  applications = '/v1.0/applications?$select=id,appId,passwordCredentials,keyCredentials&$top=999'
  servicePrincipals = '/v1.0/servicePrincipals?$select=id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId&$top=999'
  permissionGrants = '/v1.0/oauth2PermissionGrants?$top=999'
  conditionalAccess = '/v1.0/identity/conditionalAccess/policies'
  registeredMethods = '/v1.0/reports/authenticationMethods/userRegistrationDetails'
}
$gaps = New-Object 'Collections.Generic.List[object]'

# Alla sidor av ett svar. Det som inte får läsas blir en lucka, inte ett avbrott.
function Read-All([string] $Part, [string] $Uri) {
  try {
    while ($Uri) {
      $page = Invoke-MgGraphRequest -Method GET -Uri $Uri -OutputType PSObject
      $page.value
      $Uri = $page.'@odata.nextLink'
    }
  } catch {
    $reason = if ("$_" -match 'Forbidden|Authorization|403|Unauthorized|401') { 'denied' } else { 'failed' }
    $gaps.Add(@{ part = $Part; reason = $reason })
    Write-Warning "$Part blev inte läst helt: $_"
  }
}

$found = [ordered] @{
  format = 'vallgrav-entra'
  version = 1
  producedAt = (Get-Date).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
}
foreach ($part in $parts.Keys) {
  Write-Host "Läser $part …"
  $found[$part] = @(Read-All $part $parts[$part])
}

# Av appars hemligheter skrivs bara när de går ut.
$found.applications = @($found.applications | ForEach-Object {
    @{ id = $_.id; appId = $_.appId
      secretsUntil = @($_.passwordCredentials | ForEach-Object { $_.endDateTime })
      keysUntil = @($_.keyCredentials | ForEach-Object { $_.endDateTime }) }
  })
$found.registeredMethods = @($found.registeredMethods | Select-Object 'id', 'userPrincipalName', 'isAdmin', 'isMfaCapable', 'isMfaRegistered',
  'isPasswordlessCapable', 'methodsRegistered')

# Medlemmar i de grupper som kan ge roller, och vad appar har beviljats i Microsoft Graph och Exchange.
$found.groupMembers = @($found.groups | Where-Object { $_.isAssignableToRole } | ForEach-Object {
    $group = $_.id
    Read-All 'groupMembers' "/v1.0/groups/$group/members?`$select=id" | ForEach-Object { @{ group = $group; member = $_.id } }
  })
$resources = '00000003-0000-0000-c000-000000000000', '00000002-0000-0ff1-ce00-000000000000'
$found.appRoleAssignments = @($found.servicePrincipals | Where-Object { $resources -contains $_.appId } | ForEach-Object {
    $resource = $_.displayName
    $known = @{}
    $app = Invoke-MgGraphRequest -Method GET -Uri "/v1.0/servicePrincipals/$($_.id)?`$select=appRoles" -OutputType PSObject
    $app.appRoles | ForEach-Object { $known["$($_.id)"] = $_.value }
    Read-All 'appRoleAssignments' "/v1.0/servicePrincipals/$($_.id)/appRoleAssignedTo?`$top=999" |
      ForEach-Object { @{ principal = $_.principalId; resource = $resource; role = $known["$($_.appRoleId)"] } }
  })
$found.gaps = @($gaps)

$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$out = New-Object IO.StreamWriter($file, $false, (New-Object Text.UTF8Encoding($false)))
try { $out.Write((ConvertTo-Json -InputObject $found -Compress -Depth 12)) } finally { $out.Close() }
Write-Host "$($found.users.Count) användare och resten skrevs till $file."
if ($gaps.Count -gt 0) { Write-Warning 'Något saknas; filen säger vad.' }
