@echo off
rem Finds Python and opens the menu (start.py menu). ASCII down to the last lines; those are read after chcp.
setlocal
chcp 65001 >nul
pushd "%~dp0"
set "PYTHON="
if exist "python\python.exe" set "PYTHON=python\python.exe"
if defined PYTHON goto found
py -3 -c "import sys" >nul 2>nul
if not errorlevel 1 set "PYTHON=py -3"
if defined PYTHON goto found
python -c "import sys" >nul 2>nul
if not errorlevel 1 set "PYTHON=python"
if not defined PYTHON goto missing
:found
%PYTHON% start.py menu "%~1"
set "STATUS=%ERRORLEVEL%"
popd
if not "%STATUS%"=="0" pause
exit /b %STATUS%
:missing
popd
echo.
echo   没有找到 Python。请先安装 Python 3.12：
echo   1. 打开“Microsoft Store”，搜索“Python 3.12”并安装；
echo      或请信息部门安装 Python 官方安装包，安装时勾选“Add python.exe to PATH”。
echo   2. 关闭这个窗口，再双击“开始使用.bat”。
echo.
pause
exit /b 18
