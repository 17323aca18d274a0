@echo off
title readiness
rem Double-click this file to start an assessment or carry on with one. Answers and plans are kept in your Documents folder.
if not exist "%~dp0python.exe" (
  echo Please unpack the whole folder first: right-click the zip file and choose "Extract All".
  echo Then open the new folder and double-click "Start here" again.
  pause
  exit /b 1
)
set "FOLDER=%USERPROFILE%\Documents"
if not exist "%FOLDER%\" set "FOLDER=%USERPROFILE%"
set "FOLDER=%FOLDER%\Peer support readiness"
if not exist "%FOLDER%\" mkdir "%FOLDER%"
cd /d "%FOLDER%"
call "%~dp0readiness.cmd" assess %*
echo.
echo Your answers and plans are in "%FOLDER%". To carry on, double-click "Start here" again.
pause
