#!/usr/bin/env bash
# How long a list target takes, against the shortest .NET program there is on the same machine.
#
#   tests/benchmarks/launcher.sh [rounds, 30 unless said]
#
# Each round runs every command once, so that whatever else the machine does hits all alike. (That is why this is not
# hyperfine, which finishes one command before it begins the next.) The promise: the median of the list target is at
# most 4 times the median of `dotnet hello.dll`. Nothing fails here when it is not; a loaded machine proves nothing.
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
if ! ./build.sh --target=Components >/dev/null; then
  echo 'The list target fails; what follows is the time of that failure.'
fi
read -r host <artifacts/host/current

# A dotnet that does nothing leaves the launcher's own time.
mkdir -p $work/nothing
ln -sf "$(type -P true)" $work/nothing/dotnet
own="DOTNET_ROOT='$PWD/$work/nothing' ./build.sh"
if [ -e artifacts/dotnet-sdk ] || [ -e artifacts/host/dotnet ]; then
  own='' # those come before DOTNET_ROOT
fi

printf 'load %s, %s rounds, milliseconds\n' "$(uptime | sed 's/.*load average[s]*: //')" "$rounds"
perl -MTime::HiRes=time -e '
  my ($rounds, @commands) = @ARGV;
  my (%name, %times, @order);
  while (my ($name, $command) = splice(@commands, 0, 2)) {
    next if $command eq "";
    push @order, $command;
    $name{$command} = $name;
  }
  open(STDOUT_KEPT, ">&", \*STDOUT);
  open(STDOUT, ">", "/dev/null");
  for my $round (0 .. $rounds) {
    for my $command (@order) {
      my $start = time;
      system("/bin/bash", "-c", $command);
      push @{$times{$command}}, (time - $start) * 1000 if $round > 0; # the first round warms up
    }
  }
  open(STDOUT, ">&", \*STDOUT_KEPT);
  printf "%-34s %8s %8s %8s\n", "", "least", "median", "most";
  my %median;
  for my $command (@order) {
    my @sorted = sort { $a <=> $b } @{$times{$command}};
    $median{$name{$command}} = $sorted[@sorted / 2];
    printf "%-34s %8.1f %8.1f %8.1f\n", $name{$command}, $sorted[0], $sorted[@sorted / 2], $sorted[-1];
  }
  my $ratio = $median{"./build.sh --target=Components"} / $median{"dotnet hello.dll"};
  printf "ratio of the medians %.2f: %s\n", $ratio, $ratio <= 4 ? "at most 4, as promised" : "MORE THAN 4";
' "$rounds" \
  'dotnet hello.dll' "exec dotnet $hello/out/hello.dll" \
  './build.sh --target=Components' 'exec ./build.sh --target=Components' \
  'the program without the launcher' "PATH_TO_PROD_ROOT='$PWD' exec dotnet artifacts/host/$host/path-to-prod.dll --target=Components" \
  'the launcher without the program' "$own" \
  'bash that does nothing' 'exec bash -c true'
