@echo off
rem Say in words whether this laptop is ready. The window waits for a key.
cd /d "%~dp0"
if exist .venv\installed (
  set READOUT_HOME=%CD%
  .venv\Scripts\readout workshop check
) else (
  echo Not installed yet. Run first: install.bat
)
pause
