# Runs Vallgrav on Windows Server at every start of the machine, without anybody signed in.
#
#   powershell -ExecutionPolicy Bypass -File vallgrav-service.ps1 install -Program "C:\Program Files\Vallgrav"
#   ... start | stop | status | remove
#
# It makes a scheduled task and no service: node.exe does not answer the service control manager, so
# that sc.exe would end it after thirty seconds, and a wrapper is one more program to trust. The task
# runs as LOCAL SERVICE, which has no rights of the domain, and is started again where it ends.
# Settings stand in settings.cmd of the home, one "set NAME=VALUE" a line.
# Not run on a real machine by us yet; the text is tested.
param(
  [Parameter(Mandatory = $true, Position = 0)]
  [ValidateSet("install", "start", "stop", "status", "remove")]
  [string] $Action,
  [string] $Program = $PSScriptRoot,
  [string] $DataFolder = "$env:ProgramData\Vallgrav"
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = "Stop"
$name = "Vallgrav"

function Install-Vallgrav {
  if (-not (Test-Path -LiteralPath "$Program\vallgrav.cmd")) {
    throw "There is no vallgrav.cmd in $Program. Name the folder of the program: -Program FOLDER"
  }
  New-Item -ItemType Directory -Force -Path $DataFolder | Out-Null
  # Nobody but administrators, the system and the task may read what lies there: *S-1-5-19 is
  # LOCAL SERVICE, *S-1-5-18 the system, *S-1-5-32-544 administrators, whatever the language.
  & icacls.exe $DataFolder /inheritance:r /grant:r "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" "*S-1-5-19:(OI)(CI)M" | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "The rights of $DataFolder could not be set." }
  $settings = Join-Path $DataFolder "settings.cmd"
  if (-not (Test-Path -LiteralPath $settings)) {
    $lines = @(
      "rem Settings of Vallgrav, as in docs\operations. Other computers need TLS and a name:",
      "rem set VALLGRAV_HOSTS=vallgrav.example.se",
      "rem set VALLGRAV_TLS_CERT=C:\ProgramData\Vallgrav\vallgrav.pem",
      "rem set VALLGRAV_TLS_KEY=C:\ProgramData\Vallgrav\vallgrav.key",
      "set VALLGRAV_PORT=4600",
      "set VALLGRAV_HOST=127.0.0.1"
    )
    Set-Content -LiteralPath $settings -Value $lines -Encoding Ascii
  }
  $run = Join-Path $PSScriptRoot "vallgrav-run.cmd"
  $arguments = '/d /c ""{0}" "{1}" "{2}""' -f $run, $Program.TrimEnd("\"), $DataFolder.TrimEnd("\")
  $task = @{
    TaskName  = $name
    Action    = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\cmd.exe" -Argument $arguments
    Trigger   = New-ScheduledTaskTrigger -AtStartup
    Principal = New-ScheduledTaskPrincipal -UserId "S-1-5-19" -LogonType ServiceAccount -RunLevel Limited
    Settings  = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) `
      -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
      -MultipleInstances IgnoreNew -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
  }
  Register-ScheduledTask @task -Force | Out-Null
  Start-ScheduledTask -TaskName $name
  Write-Output "Vallgrav runs. Settings: $settings. Log: $DataFolder\vallgrav.log"
}

switch ($Action) {
  "install" { Install-Vallgrav }
  "start"   { Start-ScheduledTask -TaskName $name }
  "stop"    { Stop-ScheduledTask -TaskName $name }
  "status"  { Get-ScheduledTask -TaskName $name | Get-ScheduledTaskInfo }
  "remove"  { Unregister-ScheduledTask -TaskName $name -Confirm:$false }
}
