@echo off
rem Open the lessons in the browser; the first time, install them.
cd /d "%~dp0"
if not exist .venv\installed call install.bat nopause
if not exist .venv\installed (
  pause
  exit /b 1
)
set READOUT_HOME=%CD%
set PATH=%CD%\.venv\Scripts;%PATH%
.venv\Scripts\jupyter lab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate workshop\learners
pause
