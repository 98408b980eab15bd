@echo off
rem Starts psfusion from a package on Windows; the launcher of other systems is psfusion beside it. Untested on Windows: its logic
rem was run by the command interpreter of Wine (.ci/windows-launcher.sh).
rem Copyright 2026 The PSFusion for Java authors
rem SPDX-License-Identifier: Apache-2.0
setlocal DisableDelayedExpansion
for %%F in ("%~dp0..") do set "home=%%~fF"
if not exist "%home%\lib\app\psfusion-cli-*.jar" goto no_program

rem Java: that of the package, JAVA_HOME, else the path.
set "java=%home%\lib\runtime\bin\java.exe"
if exist "%java%" goto java_found
if defined JAVA_HOME goto java_home
set "java="
for %%J in (java.exe) do set "java=%%~$PATH:J"
if not defined java goto no_java
goto java_found
:java_home
set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" goto no_java
:java_found
for %%F in ("%java%\..\..\release") do set "release=%%~fF"
rem Where the file of the version is not beside it, Java itself says what it cannot do.
set "version=17"
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%A in ("%release%") do if "%%A"=="JAVA_VERSION" set "version=%%~B"
for /f "delims=.-+" %%M in ("%version%") do set "major=%%M"
if not %major% GEQ 17 goto old_java

rem Serial collection starts fastest, and the heavy computation is native; warnings of the JVM must not mix with results.
set "options=-XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -Djava.awt.headless=true"
if %major% GEQ 24 set "options=%options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

rem Further threads of OpenBLAS would only compete with those of libtorch.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"

rem Where native libraries are unpacked.
set "cache=%PSFUSION_CACHE%"
if not defined cache if defined LOCALAPPDATA set "cache=%LOCALAPPDATA%\psfusion\cache"
set "cachedir="
if defined cache set cachedir="-Dorg.bytedeco.javacpp.cachedir=%cache%"

set "jars=%home%\lib\app\*"
if defined PSFUSION_CLASSPATH set "jars=%jars%;%PSFUSION_CLASSPATH%"

rem The network runs in libtorch, and Java starts faster with the quick compiler alone; data sets, metrics and the other methods
rem run in Java.
set "quick=-XX:TieredStopAtLevel=1"
:next_argument
if "%~1"=="" goto start
set "word=%~1"
if "%word%"=="dataset" set "quick="
if "%word%"=="evaluate" set "quick="
if "%word%"=="compare" set "quick="
if "%word:~0,2%"=="-m" set "quick="
if "%word:~0,8%"=="--method" set "quick="
shift
goto next_argument

:start
"%java%" %options% "-Dpsfusion.home=%home%" %cachedir% %quick% %JAVA_OPTS% -cp "%jars%" io.github.psfusion.cli.PsFusionCommand %*
exit /b %errorlevel%

:no_program
echo psfusion: there is no %home%\lib\app\psfusion-cli-*.jar; this launcher belongs into the folder bin of a package. 1>&2
exit /b 6
:no_java
echo psfusion: no Java found. Install a Java runtime 17 or newer, or set JAVA_HOME to one. 1>&2
exit /b 6
:old_java
echo psfusion: "%java%" is Java %version%, needed is 17 or newer. Install one, or set JAVA_HOME to it. 1>&2
exit /b 6
