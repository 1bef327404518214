using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Repository.Tests.Launcher;

/// <summary>
/// A <c>dotnet</c> that records how it is called, and whose <c>publish</c> lays out a ready host instead of compiling.
/// All else goes to the real one.
/// </summary>
internal sealed class StandInDotnet : IDisposable
{
    public static readonly string RealDotnet = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet")
    );

    private readonly TemporaryFolder _folder = new();

    public StandInDotnet(string host)
    {
        Directory.CreateDirectory(BinFolder);
        var script = Script.Replace("@folder", _folder.Path).Replace("@host", host).Replace("@real", RealDotnet);
        ScriptFile.Write(Executable, script);
        Environment["PATH"] = $"{BinFolder}:{System.Environment.GetEnvironmentVariable("PATH")}";
    }

    public string BinFolder => _folder["bin"];

    public string Executable => Path.Combine(BinFolder, "dotnet");

    public Dictionary<string, string?> Environment { get; } = [];

    public string[] Calls => File.Exists(_folder["calls"]) ? File.ReadAllLines(_folder["calls"]) : [];

    public int Compilations => Calls.Count(call => call.StartsWith("publish ", StringComparison.Ordinal));

    /// <summary>From now on <c>publish</c> prints this and fails; null lets it succeed again.</summary>
    public void FailWith(string? output, bool onlyNative = false)
    {
        File.Delete(_folder["fail"]);
        File.Delete(_folder["fail-native"]);
        if (output is not null)
        {
            File.WriteAllText(_folder[onlyNative ? "fail-native" : "fail"], output);
        }
    }

    /// <summary>From now on <c>--version</c> fails, as it does when no SDK is one that global.json accepts.</summary>
    public void HaveNoSdk() => File.WriteAllText(_folder["no-sdk"], "");

    /// <summary>From now on <c>publish</c> does not end before <see cref="Release"/>.</summary>
    public void Hold() => File.WriteAllText(_folder["hold"], "");

    public void Release() => File.Delete(_folder["hold"]);

    /// <summary>Waits until <c>publish</c> was called so many times.</summary>
    public void AwaitCompilation(int count = 1) =>
        Eventually.Holds(() => Compilations >= count, $"publish was called {count} times");

    /// <summary>kill -9 of the compiler that runs.</summary>
    public void KillCompiler()
    {
        using var compiler = Process.GetProcessById(int.Parse(File.ReadAllText(_folder["pid"])));
        compiler.Kill();
    }

    public void Dispose()
    {
        Release();
        _folder.Dispose();
    }

    private const string Script = """
        #!/usr/bin/env bash
        folder='@folder'
        case $1 in
          publish)
            echo $$ >"$folder/pid"
            echo "$*" >>"$folder/calls"
            while [ $# -gt 0 ]; do
              [ "$1" != --output ] || out=$2
              shift
            done
            for i in {1..3000}; do
              [ -e "$folder/hold" ] || break
              sleep 0.02
            done
            if [ -e "$folder/fail" ]; then cat "$folder/fail"; exit 1; fi
            if [ -e "$folder/fail-native" ] && [ "$PATH_TO_PROD_READY_TO_RUN" != false ]; then cat "$folder/fail-native"; exit 1; fi
            cp -R '@host' "$out"
            ;;
          --version)
            echo "$*" >>"$folder/calls"
            if [ -e "$folder/no-sdk" ]; then exit 145; fi
            echo 10.0.401
            ;;
          *)
            echo "run $*" >>"$folder/calls"
            exec '@real' "$@"
            ;;
        esac
        """;
}
