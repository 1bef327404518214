#!/usr/bin/env bash
# How long a list target takes, against the shortest .NET program there is on the same machine.
#
#   tests/benchmarks/launcher.sh [rounds, 30 unless said]
#
# The promise: the median of the list target is at most 4 times the median of `dotnet hello.dll`. No test fails when it
# is not; a loaded machine proves nothing.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
rounds=${1:-30}
work=artifacts/benchmarks
hello=$work/hello

mkdir -p $hello
# Empty: the repository's own settings must not make hello slower or faster than what `dotnet new console` gives.
for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
  echo '<Project />' >$hello/$file
done
echo 'Console.WriteLine("Hello, World!");' >$hello/Program.cs
cat >$hello/hello.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
</Project>
END
if [ ! -f $hello/out/hello.dll ]; then
  dotnet build $hello --configuration Release --output $hello/out --nologo --verbosity quiet -nodeReuse:false >/dev/null
fi
dotnet $hello/out/hello.dll >/dev/null
./build.sh --target=Components >/dev/null
read -r host <artifacts/host/current

# A dotnet that does nothing leaves the launcher's own time.
mkdir -p $work/nothing
ln -sf "$(type -P true)" $work/nothing/dotnet
own="DOTNET_ROOT='$PWD/$work/nothing' ./build.sh"
if [ -e artifacts/dotnet-sdk ] || [ -e artifacts/host/dotnet ]; then
  own='' # those come before DOTNET_ROOT
fi

tests/benchmarks/alternate.pl "$rounds" \
  './build.sh --target=Components' 'exec ./build.sh --target=Components' \
  'dotnet hello.dll' "exec dotnet $hello/out/hello.dll" \
  'the program without the launcher' "PATH_TO_PROD_ROOT='$PWD' exec dotnet artifacts/host/$host/path-to-prod.dll --target=Components" \
  'bash that does nothing' 'exec bash -c true' \
  ${own:+'the launcher without the program' "$own"} \
  -- 4
