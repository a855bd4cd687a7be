@echo off
rem Open the lessons in the browser.
cd /d "%~dp0"
if not exist .venv\Scripts\jupyter.exe (
  echo Not installed yet. Run first: install.bat
  exit /b 1
)
set READOUT_HOME=%CD%
set PATH=%CD%\.venv\Scripts;%PATH%
.venv\Scripts\jupyter lab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate workshop\learners
