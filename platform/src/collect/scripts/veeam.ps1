<#
  Vallgrav: samlar in jobb för säkerhetskopiering (Veeam Backup & Replication) till en JSON-fil.
  Skriptet läser bara.

  Läser        jobbens namn och objekt, var kopiorna ligger, hur länge de sparas, om de är krypterade
               och oföränderliga, hur senaste körningen gick
  Läser inte   innehåll i kopior, lösenord, krypteringsnycklar, inloggningar till lagringen
  Rättigheter  rollen Veeam Backup Viewer
  Larm         inga kända. Frågorna går till Veeams egen server
  Tid          någon minut (en uppskattning, inte uppmätt)
  Kräver       modulen Veeam.Backup.PowerShell, som följer med Veeams konsol

  Kör          powershell -ExecutionPolicy RemoteSigned -File samla-veeam.ps1 -Server veeam1
  Läs sedan in filen: vallgrav import vallgrav-veeam-….json
#>
#Requires -Version 5.1
#Requires -Modules Veeam.Backup.PowerShell
param(
  [string] $Server = 'localhost',
  [string] $Path = "vallgrav-veeam-$(Get-Date -Format 'yyyyMMddHHmmss').json"
)
$ErrorActionPreference = 'Stop'
Connect-VBRServer -Server $Server

# Det som en viss version av Veeam inte kan svara på lämnas tomt och blir inte läst som ett nej.
$sessions = @(Get-VBRBackupSession | Where-Object { "$($_.Result)" -eq 'Success' } | Sort-Object EndTime)
$rows = @(Get-VBRJob -WarningAction SilentlyContinue | ForEach-Object {
    $job = $_
    $store = try { $job.GetTargetRepository() } catch { $null }
    $options = try { $job.GetOptions().BackupStorageOptions } catch { $null }
    $good = $sessions | Where-Object { $_.JobId -eq $job.Id } | Select-Object -Last 1
    [ordered] @{
      'JobName' = $job.Name
      'Objects' = try { @(Get-VBRJobObject -Job $job | ForEach-Object { $_.Name }) -join ', ' } catch { $null }
      'RepositoryName' = $store.Name
      'RetentionDays' = $options.RetainDaysToKeep
      'IsEncrypted' = $options.StorageEncryptionEnabled
      'IsImmutable' = try { $store.GetImmutabilitySettings().IsEnabled } catch { $null }
      'IsRotatedDrive' = $store.IsRotatedDriveRepository
      'LastResult' = try { "$($job.GetLastResult())" } catch { $null }
      'LastSuccess' = try { $good.EndTime.ToUniversalTime().ToString('yyyy-MM-dd') } catch { $null }
    }
  })
Disconnect-VBRServer

$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
$out = New-Object IO.StreamWriter($file, $false, (New-Object Text.UTF8Encoding($false)))
try { $out.Write((ConvertTo-Json -InputObject $rows -Depth 3)) } finally { $out.Close() }
Write-Host "$($rows.Count) jobb skrevs till $file."
