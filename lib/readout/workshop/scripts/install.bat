@echo off
rem Install the workshop into this folder, without a network. The window waits for a key, unless start.bat calls it.
cd /d "%~dp0"
call :install
set DONE=%errorlevel%
if not "%~1"=="nopause" pause
exit /b %DONE%

:install
if not exist wheels (
  echo The folder wheels is not here. Unpack the whole archive first: right mouse button, Extract All.
  exit /b 1
)
set PYTHON=py -{PYTHON}
%PYTHON% -c "1" >nul 2>&1
if errorlevel 1 set PYTHON=python
%PYTHON% -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '{PYTHON}')" >nul 2>&1
if errorlevel 1 (
  echo The packages in this folder are for Python {PYTHON}, which was not found. Install it, and try again.
  exit /b 1
)
echo Installing the workshop; this takes one to five minutes.
%PYTHON% -m venv --clear .venv || exit /b 1
.venv\Scripts\python -m pip install -q --disable-pip-version-check --no-index --no-deps --find-links wheels --require-hashes -r requirements.txt
if errorlevel 1 (
  echo The installation failed. The words above say why. Copy the archive again, and try once more.
  exit /b 1
)
echo yes> .venv\installed
echo Installed. Next: start.bat
exit /b 0
