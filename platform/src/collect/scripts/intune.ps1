<#
  Vallgrav: samlar in hanterade enheter (Microsoft Intune) till en JSON-fil. Skriptet läser bara.

  Läser        enheternas namn, serienummer, system och version, om de uppfyller reglerna, om disken är
               krypterad, när de senast hördes av, vems de är (inloggningsnamn)
  Läser inte   lösenord, återställningsnycklar, platser, appar, telefonnummer
  Rättigheter  rollen Intune-läsare (Read Only Operator) eller Global läsare. Första gången ska någon
               som får det godkänna behörigheten i -Scopes nedan; den är en läsbehörighet
  Larm         inloggningen och godkännandet syns i granskningsloggen. Säg till den som vaktar den
  Tid          någon minut för 12 000 enheter (en uppskattning, inte uppmätt)
  Kräver       PowerShell 5.1 eller senare och Microsofts modul Microsoft.Graph.Authentication

  Kör          powershell -ExecutionPolicy RemoteSigned -File samla-intune.ps1
  Läs sedan in filen: vallgrav import vallgrav-intune-….json
#>
#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Authentication
param(
  [string] $Path = "vallgrav-intune-$(Get-Date -Format 'yyyyMMddHHmmss').json"
)
$ErrorActionPreference = 'Stop'
Connect-MgGraph -Scopes 'DeviceManagementManagedDevices.Read.All' -NoWelcome

# Alla sidor; avbryts en fråga skrivs ingen fil, så att en halv lista aldrig ser hel ut.
$uri = '/v1.0/deviceManagement/managedDevices?$top=500'
$devices = @(while ($uri) {
    $page = Invoke-MgGraphRequest -Method GET -Uri $uri -OutputType PSObject
    $page.value
    $uri = $page.'@odata.nextLink'
  })

# Samma rubriker som när listan hämtas ur Intunes webbsida.
$rows = @($devices | ForEach-Object {
    [ordered] @{
      'Device name' = $_.deviceName
      'Device ID' = $_.id
      'Azure AD Device ID' = $_.azureADDeviceId
      'Serial number' = $_.serialNumber
      'Manufacturer' = $_.manufacturer
      'Model' = $_.model
      'OS' = $_.operatingSystem
      'OS version' = $_.osVersion
      'Ownership' = $_.managedDeviceOwnerType
      'Managed by' = $_.managementAgent
      'Compliance' = $_.complianceState
      'Encrypted' = $_.isEncrypted
      'JoinType' = $_.joinType
      'Last check-in' = $_.lastSyncDateTime
      'Primary user UPN' = $_.userPrincipalName
    }
  })

$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$out = New-Object IO.StreamWriter($file, $false, (New-Object Text.UTF8Encoding($false)))
try { $out.Write((ConvertTo-Json -InputObject $rows -Depth 3)) } finally { $out.Close() }
Write-Host "$($rows.Count) enheter skrevs till $file."
