#!/usr/bin/env pwsh
# Starts the build program, and compiles it first when its sources changed. The same as build.sh, for PowerShell.
#
#   ./build.ps1 --target=Deploy --component=ingress
#
# Simpler than build.sh, because starting PowerShell takes longer than reading all sources: it always asks the contents.
# Each host is kept as artifacts/host/<hash of its sources>, and never written to again.

# No param block: every argument goes to the program as it is.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$exe = if ($onWindows) { 'dotnet.exe' } else { 'dotnet' }

$self = Get-Item -LiteralPath $PSCommandPath
while ($self.LinkType -eq 'SymbolicLink') {
  $target = @($self.Target)[0]
  if (-not [IO.Path]::IsPathRooted($target)) { $target = Join-Path $self.DirectoryName $target }
  $self = Get-Item -LiteralPath $target
}
$root = $self.DirectoryName
$state = Join-Path $root 'artifacts/host'
$compiler = Join-Path $state 'compiler' # the process that compiles, and when it began
$sdkFolder = Join-Path $root 'artifacts/dotnet-sdk'

function Say([string] $text) { [Console]::Error.WriteLine($text) }

# Ends the script from anywhere: the last lines of this file print the message and exit with the code.
function Stop-Launcher([int] $code, [string[]] $lines) {
  $stop = New-Object InvalidOperationException ($lines -join [Environment]::NewLine)
  $stop.Data['code'] = $code
  throw $stop
}

# How to start a program with exactly these arguments. Not with `&`: PowerShell expands * in them, Windows PowerShell drops
# empty ones and quotes, and takes what a program writes to its error stream for an exception.
function New-Start([string] $program, [string[]] $arguments, [string] $folder) {
  $start = New-Object Diagnostics.ProcessStartInfo
  $start.FileName = $program
  # As Windows programs take their command line apart, and .NET elsewhere.
  $start.Arguments = ($arguments | ForEach-Object {
      '"' + ($_ -replace '(\\*)"', '$1$1\"' -replace '(\\+)\z', '$1$1') + '"'
    }) -join ' '
  $start.WorkingDirectory = $folder
  $start.UseShellExecute = $false
  return $start
}

function Stop-CannotWrite {
  Stop-Launcher 2 @("Cannot write to $state, where the compiled build program is kept.", 'Make the folder writable, or free space on its disk; then run this again.')
}

# Starts a program in the root folder that gets no input, with its output to be read.
function Start-Quietly([string] $program, [string[]] $arguments) {
  $start = New-Start $program $arguments $root
  $start.RedirectStandardOutput = $true
  $start.RedirectStandardError = $true
  $start.RedirectStandardInput = $true
  $process = [Diagnostics.Process]::Start($start)
  $process.StandardInput.Close()
  return $process
}

# Runs a program with its output in a file or nowhere; true when it succeeds.
function Invoke-Quietly([string] $program, [string[]] $arguments, [string] $log, [int] $seconds = 3600) {
  try { $process = Start-Quietly $program $arguments } catch { return $false }
  $output = $process.StandardOutput.ReadToEndAsync()
  $errors = $process.StandardError.ReadToEndAsync()
  if (-not $process.WaitForExit($seconds * 1000)) {
    $process.Kill()
    return $false
  }
  $process.WaitForExit()
  if ($log) { [IO.File]::WriteAllText($log, $output.Result + $errors.Result) }
  return $process.ExitCode -eq 0
}

# ---- Have sources changed?

function Get-SourceFiles {
  $build = Join-Path $root 'build'
  $schemas = Join-Path $build 'schemas'
  $pending = New-Object Collections.Generic.Stack[string]
  $pending.Push($build)
  while ($pending.Count -gt 0) {
    $folder = $pending.Pop()
    foreach ($path in [IO.Directory]::GetDirectories($folder)) {
      $name = [IO.Path]::GetFileName($path)
      if ($name -notlike '.*' -and $name -notin 'bin', 'obj' -and $path -ne $schemas) { $pending.Push($path) }
    }
    foreach ($path in [IO.Directory]::GetFiles($folder)) {
      $name = [IO.Path]::GetFileName($path)
      if ($name -notlike '.*' -and $name -notlike '*~' -and $name -notlike '*.md') { $path }
    }
  }
  foreach ($path in [IO.Directory]::GetFiles($root)) {
    $name = [IO.Path]::GetFileName($path)
    if ($name -like 'Directory.*' -or $name -eq 'global.json' -or $name -eq 'nuget.config') { $path }
  }
}

# The first digits of the hash over all sources: paths and contents, in one order everywhere.
function Get-SourceHash {
  $sha = [Security.Cryptography.SHA256]::Create()
  $lines = New-Object Collections.Generic.List[string]
  foreach ($path in Get-SourceFiles) {
    $hash = [BitConverter]::ToString($sha.ComputeHash([IO.File]::ReadAllBytes($path)))
    $lines.Add($path.Substring($root.Length).Replace('\', '/') + ' ' + $hash)
  }
  $lines.Sort([StringComparer]::Ordinal)
  $kind = '1 PowerShell ' + [Environment]::OSVersion.Platform + ' ' +
    [Runtime.InteropServices.RuntimeInformation]::OSArchitecture
  $text = [Text.Encoding]::UTF8.GetBytes($kind + "`n" + ($lines -join "`n"))
  return [BitConverter]::ToString($sha.ComputeHash($text)).Replace('-', '').Substring(0, 12).ToLowerInvariant()
}

function Get-HostFile([string] $hash) { Join-Path $state "$hash/path-to-prod.dll" }

# ---- Which dotnet?

function Get-Dotnets {
  $folders = @($sdkFolder)
  $recorded = Join-Path $state 'dotnet'
  $record = if (Test-Path -LiteralPath $recorded) { Get-Content -LiteralPath $recorded -TotalCount 1 }
  if ($record) { $folders += [IO.Path]::GetDirectoryName($record) }
  if ($env:DOTNET_ROOT) { $folders += $env:DOTNET_ROOT }
  $onPath = Get-Command $exe -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($onPath) { $folders += [IO.Path]::GetDirectoryName($onPath.Path) }
  if ($HOME) { $folders += Join-Path $HOME '.dotnet' }
  foreach ($folder in $folders) {
    $file = Join-Path $folder $exe
    if (Test-Path -LiteralPath $file -PathType Leaf) { $file }
  }
}

function Install-Sdk([string[]] $asked) {
  $version = (Get-Content -Raw (Join-Path $root 'global.json') | ConvertFrom-Json).sdk.version
  Say "Installing the .NET SDK $version into artifacts/dotnet-sdk (once)..."
  $extension = if ($onWindows) { 'ps1' } else { 'sh' }
  $url = if ($env:PATH_TO_PROD_DOTNET_INSTALL) { $env:PATH_TO_PROD_DOTNET_INSTALL } else { "https://dot.net/v1/dotnet-install.$extension" }
  $script = Join-Path $state "dotnet-install.$extension"
  $json = Join-Path $root 'global.json'
  $log = Join-Path $state 'install.log'
  $new = "$sdkFolder.new"
  foreach ($old in $new, $script) {
    if (Test-Path -LiteralPath $old) { Remove-Item -Recurse -Force -LiteralPath $old }
  }
  try {
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $progress = $ProgressPreference
    $ProgressPreference = 'SilentlyContinue'
    try { Invoke-WebRequest -UseBasicParsing -TimeoutSec 60 -Uri $url -OutFile $script } finally { $ProgressPreference = $progress }
    $done = if ($onWindows) {
      $shell = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
      Invoke-Quietly $shell @('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', $script, '-JSonFile', $json, '-InstallDir', $new, '-NoPath') $log 900
    } else {
      Invoke-Quietly 'bash' @($script, '--jsonfile', $json, '--install-dir', $new, '--no-path') $log 900
    }
    if ($done -and (Invoke-Quietly (Join-Path $new $exe) @('--version') '')) {
      if (Test-Path -LiteralPath $sdkFolder) { Remove-Item -Recurse -Force -LiteralPath $sdkFolder }
      [IO.Directory]::Move($new, $sdkFolder)
      return Join-Path $sdkFolder $exe
    }
    $why = 'the install script failed or took over 15 minutes; see artifacts/host/install.log'
  } catch {
    $why = $_.Exception.Message.TrimEnd('.')
  }
  if (Test-Path -LiteralPath $new) { Remove-Item -Recurse -Force -LiteralPath $new }
  $found = 'there is no dotnet in artifacts/dotnet-sdk, DOTNET_ROOT, the PATH or ~/.dotnet'
  if ($asked) { $found = "no SDK that global.json accepts belongs to $($asked -join ' ')" }
  Stop-Launcher 2 @(
    "The .NET SDK $version is needed, but $found."
    "Installing it did not work: $why."
    'Install it by hand (https://dotnet.microsoft.com/download) so that dotnet is on the PATH, or unpack its archive into'
    "$sdkFolder. Then run this again."
  )
}

# The first dotnet with an SDK that global.json accepts. When that is not the first of all it is recorded, so that the
# next start takes it without asking.
function Select-Sdk {
  $recorded = Join-Path $state 'dotnet'
  if (Test-Path -LiteralPath $recorded) { Remove-Item -Force -LiteralPath $recorded }
  $dotnets = @(Get-Dotnets)
  foreach ($file in $dotnets) {
    if (Invoke-Quietly $file @('--version') '') {
      if ($file -ne $dotnets[0]) { [IO.File]::WriteAllText($recorded, $file + "`n") }
      return $file
    }
  }
  return Install-Sdk $dotnets
}

# ---- Compiling

# One launcher at a time. An open file is the lock, so it is free as soon as its holder is gone, however it ended.
function Wait-Lock {
  $path = Join-Path $state 'lock'
  $said = $false
  while ($true) {
    try {
      return [IO.File]::Open($path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None)
    } catch [UnauthorizedAccessException] {
      Stop-CannotWrite
    } catch [IO.IOException] {
      # What another process holds, as Linux, macOS and Windows say it. Anything else never ends by waiting.
      if (($_.Exception.GetBaseException().HResult -band 0xffff) -notin 11, 35, 32, 33) { Stop-CannotWrite }
      if (-not $said) { Say 'Waiting for another launcher, which compiles the build program...' }
      $said = $true
      Start-Sleep -Milliseconds 200
    }
  }
}

# A compiler outlives a launcher that was killed, and two would write the same files.
function Wait-Compiler {
  if (-not (Test-Path -LiteralPath $compiler)) { return }
  $id, $start = @(Get-Content -LiteralPath $compiler)
  $process = if ($start) { Get-Process -Id $id -ErrorAction SilentlyContinue }
  # An old number may have become another process's. What Linux says of a process's start varies by milliseconds.
  if ($process -and [Math]::Abs($process.StartTime.ToUniversalTime().Ticks - [long] $start) -lt [TimeSpan]::TicksPerSecond) {
    Say "Waiting for another launcher's compiler (process $id)..."
    $process.WaitForExit()
  }
  Remove-Item -Force -LiteralPath $compiler
}

# Compiles with the output in the log, and says each project that is done, and the program at last, with the time since the
# start; true when it succeeds.
function Invoke-Publish([string] $dotnet, [string] $new, [string] $native, [string] $log) {
  $env:PATH_TO_PROD_READY_TO_RUN = $native
  $start = [Diagnostics.Stopwatch]::StartNew()
  $count = 0
  $all = @(Get-ChildItem -Path (Join-Path $root 'build/*/*.csproj')).Count + 1
  $process = Start-Quietly $dotnet @(
    'publish', 'build/PathToProd.Host', '--configuration', 'Release', '--output', $new, '--nologo', '--tl:off'
    '--verbosity', 'minimal', '-nodeReuse:false', '-p:UseSharedCompilation=false', '-p:RestoreLockedMode=true'
  )
  # A compiler that ended at once no longer has a start time, and no one has to wait for it.
  $started = $process.StartTime
  if ($started) { [IO.File]::WriteAllLines($compiler, [string[]] @($process.Id, $started.ToUniversalTime().Ticks)) }
  $errors = $process.StandardError.ReadToEndAsync()
  $writer = New-Object IO.StreamWriter $log
  try {
    while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
      $writer.WriteLine($line)
      if ($line -notmatch '^ *(\S+) -> ') { continue }
      $name = if ($line.EndsWith('.dll')) { $Matches[1] } else { 'the program' }
      $count++
      Say "  $count of ${all}: $name, after $([int] $start.Elapsed.TotalSeconds) s"
    }
    $process.WaitForExit()
    $writer.Write($errors.Result)
  } finally {
    $writer.Dispose()
  }
  if (Test-Path -LiteralPath $compiler) { Remove-Item -Force -LiteralPath $compiler }
  return $process.ExitCode -eq 0
}

function Stop-OnErrors([string] $log) {
  $text = @(Get-Content -LiteralPath $log -ErrorAction SilentlyContinue)
  $errors = @($text | Where-Object { $_ -match '(^|: *)error ' } | ForEach-Object { $_ -replace ' \[[^\]]*\]$', '' } | Select-Object -Unique)
  if (-not $errors) { $errors = @($text | Select-Object -Last 20) }
  $errors = @($errors | ForEach-Object { $_.Replace($root + [IO.Path]::DirectorySeparatorChar, '') })
  Stop-Launcher 1 ($errors + 'The build program does not compile. The whole output: artifacts/host/build.log')
}

# Makes the host of a hash.
function Build-Host([string] $hash) {
  $dotnet = Select-Sdk
  Say 'Compiling the build program (first run, or its sources changed)...'
  $log = Join-Path $state 'build.log'
  $new = Join-Path $state "$hash.new"
  Get-ChildItem -LiteralPath $state -Directory -Filter '*.new' | Remove-Item -Recurse -Force
  # A compiler that was killed may have left half a file that looks up to date: forget what it made.
  $unfinished = Join-Path $state 'unfinished'
  if (Test-Path -LiteralPath $unfinished) {
    foreach ($project in Get-ChildItem -Path (Join-Path $root 'build/*/*.csproj')) {
      foreach ($kind in 'obj', 'bin') {
        $made = Join-Path $root "artifacts/dotnet/$kind/$($project.BaseName)/release"
        if (Test-Path -LiteralPath $made) { Remove-Item -Recurse -Force -LiteralPath $made }
      }
    }
  }
  [IO.File]::WriteAllText($unfinished, '')
  $native = if ($env:PATH_TO_PROD_READY_TO_RUN) { $env:PATH_TO_PROD_READY_TO_RUN } else { 'true' }
  if (-not (Invoke-Publish $dotnet $new $native $log)) {
    # No package, or no feed at all: everything else may be in the package cache, so it is worth the attempt.
    $again = $native -ne 'false' -and (Select-String -Quiet -LiteralPath $log -Pattern 'error.*crossgen|error NU1(101|102|301)')
    if ($again) {
      Say 'The compiler to native code (Crossgen2) is not available or fails: each start will take longer.'
      if (Test-Path -LiteralPath $new) { Remove-Item -Recurse -Force -LiteralPath $new }
      $again = Invoke-Publish $dotnet $new 'false' $log
    }
    if (-not $again) {
      Remove-Item -Force -LiteralPath $unfinished
      Stop-OnErrors $log
    }
  }
  Remove-Item -Force -LiteralPath $unfinished
  [IO.Directory]::Move($new, (Join-Path $state $hash))
}

# Removes all hosts but the two that were started or made last and the one that build.sh starts. One that runs cannot be removed on Windows:
# it goes next time.
function Remove-OldHosts {
  $pointer = Join-Path $state 'current'
  $current = if (Test-Path -LiteralPath $pointer) { Get-Content -LiteralPath $pointer -TotalCount 1 } else { '' }
  Get-ChildItem -LiteralPath $state -Directory | Sort-Object LastWriteTimeUtc -Descending | Select-Object -Skip 2 |
    Where-Object { $_.Name -ne $current } | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
}

# Compiles unless another launcher did meanwhile; gives the hash of the sources that the host was made from.
function Update-Host {
  try { [void][IO.Directory]::CreateDirectory($state) } catch { Stop-CannotWrite }
  $lock = Wait-Lock
  try {
    Wait-Compiler
    while ($true) {
      $hash = Get-SourceHash
      if (Test-Path -LiteralPath (Get-HostFile $hash)) { return $hash }
      $old = Join-Path $state $hash
      if (Test-Path -LiteralPath $old) { Remove-Item -Recurse -Force -LiteralPath $old }
      Build-Host $hash
      if ((Get-SourceHash) -eq $hash) {
        Remove-OldHosts
        return $hash
      }
      # Edited meanwhile: what was compiled is neither the old nor the new.
      Remove-Item -Recurse -Force -LiteralPath $old
    }
  } finally {
    $lock.Dispose()
  }
}

# ---- Start

# The environment is the caller's session's: it is put back at the end.
$names = 'PATH_TO_PROD_ROOT', 'PATH_TO_PROD_READY_TO_RUN', 'PATH', 'DOTNET_ROOT', 'MSBUILDDISABLENODEREUSE',
  'DOTNET_CLI_HOME', 'DOTNET_CLI_USE_MSBUILD_SERVER', 'DOTNET_CLI_UI_LANGUAGE', 'DOTNET_NOLOGO', 'DOTNET_GENERATE_ASPNET_CERTIFICATE'
$before = @{}
foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
function Restore-Environment {
  foreach ($name in $names) {
    # PowerShell makes '' of $null, and '' is a value.
    $value = if ($null -eq $before[$name]) { [NullString]::Value } else { $before[$name] }
    [Environment]::SetEnvironmentVariable($name, $value)
  }
}

$code = 1
try {
  # .NET keeps packages and settings in the home. One that is named and cannot be written ends PowerShell before this runs.
  if (-not $onWindows -and -not $env:DOTNET_CLI_HOME -and -not $env:HOME) { $env:DOTNET_CLI_HOME = Join-Path $root 'artifacts/dotnet-home' }
  $cliHome = $env:DOTNET_CLI_HOME
  $hash = Get-SourceHash
  $dotnet = @(Get-Dotnets) | Select-Object -First 1
  if (-not $dotnet -or -not (Test-Path -LiteralPath (Get-HostFile $hash))) {
    $env:MSBUILDDISABLENODEREUSE = '1'
    $env:DOTNET_CLI_USE_MSBUILD_SERVER = '0'
    $env:DOTNET_CLI_UI_LANGUAGE = 'en'
    $env:DOTNET_NOLOGO = '1'
    $env:DOTNET_GENERATE_ASPNET_CERTIFICATE = 'false'
    $hash = Update-Host
    $dotnet = @(Get-Dotnets) | Select-Object -First 1
    if (-not $dotnet) { $dotnet = Select-Sdk }
    Restore-Environment
    if ($cliHome) { $env:DOTNET_CLI_HOME = $cliHome }
  }

  $env:PATH_TO_PROD_ROOT = $root
  $folder = [IO.Path]::GetDirectoryName($dotnet)
  $onPath = Get-Command $exe -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if (-not $onPath -or $onPath.Path -ne $dotnet) {
    # What the program starts must find the same one.
    $env:DOTNET_ROOT = $folder
    $env:PATH = $folder + [IO.Path]::PathSeparator + $env:PATH
  }
  # A start counts for how old a host is: one that is in use is not removed.
  try { [IO.Directory]::SetLastWriteTimeUtc((Join-Path $state $hash), [DateTime]::UtcNow) } catch { }
  # a,b is a list in a PowerShell session, and one argument here. `pwsh -File` makes two of --name:value, which are the same
  # to the program.
  $arguments = @(Get-HostFile $hash) + @($args | ForEach-Object { $_ -join ',' })
  $process = [Diagnostics.Process]::Start((New-Start $dotnet $arguments (Get-Location -PSProvider FileSystem).ProviderPath))
  # Ctrl-C reaches the program too, which ends in its own time.
  $process.WaitForExit()
  $code = $process.ExitCode
} catch {
  Say $_.Exception.Message
  if ($_.Exception.Data.Contains('code')) { $code = $_.Exception.Data['code'] }
} finally {
  Restore-Environment
}
exit $code
