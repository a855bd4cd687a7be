@echo off
rem Say in words whether this laptop is ready.
cd /d "%~dp0"
if not exist .venv\Scripts\readout.exe (
  echo Not installed yet. Run first: install.bat
  exit /b 1
)
set READOUT_HOME=%CD%
.venv\Scripts\readout workshop check
