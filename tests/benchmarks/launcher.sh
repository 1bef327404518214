#!/usr/bin/env bash
# How long a list target takes, against the shortest .NET program there is on the same machine: here, and in a platform of its
# own that the template makes, where the program comes from a package.
#
#   tests/benchmarks/launcher.sh [rounds, 30 unless said]
#
# The promises: the median of the list target is at most 4 times the median of `dotnet hello.dll`, in both places; and Status of
# that platform takes no longer with the program of the package than with the one of this checkout (a tenth for noise). No test
# fails when they are not kept; a loaded machine proves nothing. Packing takes a minute or two.
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

# Made from nothing each time, as packages of one version differ.
there=${PATH_TO_PROD_BENCHMARKS:-${TMPDIR:-/tmp}/path-to-prod-benchmarks}/adopted
make_platform() {
  rm -rf "$there"
  mkdir -p "$there"
  ./build.sh --target=Pack --to="$there/packages"
  ./build.sh --target=NewPlatform --to="$there/platform"
  printf '<configuration><packageSources><clear /><add key="packed" value="%s" /></packageSources></configuration>\n' \
    "$there/packages" >"$there/nuget.config"
  git -C "$there/platform" init --quiet
  export NUGET_PACKAGES=$there/cache
  "$there/platform/build.sh" --target=Status >/dev/null
}
make_platform >&2

kept=0
tests/benchmarks/alternate.pl "$rounds" \
  './build.sh --target=Components' 'exec ./build.sh --target=Components' \
  'dotnet hello.dll' "exec dotnet $hello/out/hello.dll" \
  'the program without the launcher' "PATH_TO_PROD_ROOT='$PWD' exec dotnet artifacts/host/$host/path-to-prod.dll --target=Components" \
  'bash that does nothing' 'exec bash -c true' \
  ${own:+'the launcher without the program' "$own"} \
  -- 4 || kept=1
echo
tests/benchmarks/alternate.pl "$rounds" \
  'there: ./build.sh --target=Status' "exec '$there/platform/build.sh' --target=Status" \
  'dotnet hello.dll' "exec dotnet $hello/out/hello.dll" \
  -- 4 || kept=1
echo
tests/benchmarks/alternate.pl "$rounds" \
  'there: ./build.sh --target=Status' "exec '$there/platform/build.sh' --target=Status" \
  'here: ./build.sh -C there --target=Status' "exec ./build.sh -C '$there/platform' --target=Status" \
  -- 1.1 || kept=1
exit $kept
