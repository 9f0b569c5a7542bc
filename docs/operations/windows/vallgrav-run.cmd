@echo off
rem Run by the scheduled task: vallgrav-run.cmd PROGRAM-FOLDER DATA-FOLDER
setlocal
set "program=%~1"
set "home=%~2"
set "VALLGRAV_HOME=%home%\data"
set "VALLGRAV_PORT=4600"
set "VALLGRAV_HOST=127.0.0.1"
if exist "%home%\settings.cmd" call "%home%\settings.cmd"
cd /d "%program%"
call "%program%\vallgrav.cmd" serve --host "%VALLGRAV_HOST%" --port "%VALLGRAV_PORT%" >> "%home%\vallgrav.log" 2>&1
exit /b %errorlevel%
