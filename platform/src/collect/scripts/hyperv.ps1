<#
  Vallgrav: samlar in virtuella maskiner (Hyper-V) till en JSON-fil. Skriptet läser bara.

  Läser        maskinernas namn, identitet, värd, om de är igång, generation och adresser
  Läser inte   innehåll i maskiner eller diskar, lösenord, ögonblicksbilder
  Rättigheter  gruppen Hyper-V-administratörer på värdarna: Windows har ingen ren läsroll. Låt den som
               redan har rollen köra skriptet; ge den inte till någon ny för detta
  Larm         inga kända. Frågorna går till värdarna över WinRM eller WMI
  Tid          några sekunder per värd (en uppskattning, inte uppmätt)
  Kräver       Windows PowerShell 5.1 eller senare och modulen Hyper-V

  Kör          powershell -ExecutionPolicy RemoteSigned -File samla-hyperv.ps1 -Hosts hv1,hv2
  Läs sedan in filen: vallgrav import vallgrav-hyperv-….json
#>
#Requires -Version 5.1
#Requires -Modules Hyper-V
param(
  [string[]] $Hosts = @($env:COMPUTERNAME),
  [string] $Path = "vallgrav-hyperv-$(Get-Date -Format 'yyyyMMddHHmmss').json"
)
$ErrorActionPreference = 'Stop'
$missing = New-Object 'Collections.Generic.List[object]'

$rows = @($Hosts | ForEach-Object {
    $name = $_
    Write-Host "Läser $name …"
    try {
      Get-VM -ComputerName $name | ForEach-Object {
        [ordered] @{
          'VMName' = $_.Name
          'VMId' = $_.Id.ToString()
          'ComputerName' = $_.ComputerName
          'State' = $_.State.ToString()
          'Generation' = $_.Generation
          'IPAddresses' = @($_.NetworkAdapters | ForEach-Object { $_.IPAddresses }) -join ', '
        }
      }
    } catch {
      $missing.Add($name)
      Write-Warning "$name blev inte läst: $_"
    }
  })

$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$out = New-Object IO.StreamWriter($file, $false, (New-Object Text.UTF8Encoding($false)))
try { $out.Write((ConvertTo-Json -InputObject $rows -Depth 3)) } finally { $out.Close() }
Write-Host "$($rows.Count) maskiner skrevs till $file."
if ($missing.Count -gt 0) { Write-Warning "Maskinerna på $($missing -join ', ') saknas i filen." }
