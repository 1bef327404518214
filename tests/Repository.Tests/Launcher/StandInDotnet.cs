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

    private readonly string folder = Directory.CreateTempSubdirectory("stand-in-").FullName;

    public StandInDotnet(string host)
    {
        Directory.CreateDirectory(BinFolder);
        var script = Script.Replace("@folder", folder).Replace("@host", host).Replace("@real", RealDotnet);
        ToolFolder.WriteScript(Executable, script);
        Environment["PATH"] = $"{BinFolder}:{System.Environment.GetEnvironmentVariable("PATH")}";
    }

    public string BinFolder => Path.Combine(folder, "bin");

    public string Executable => Path.Combine(BinFolder, "dotnet");

    public Dictionary<string, string?> Environment { get; } = [];

    public string[] Calls =>
        File.Exists(Path.Combine(folder, "calls")) ? File.ReadAllLines(Path.Combine(folder, "calls")) : [];

    public int Compilations => Calls.Count(call => call.StartsWith("publish ", StringComparison.Ordinal));

    /// <summary>From now on <c>publish</c> prints this and fails; null lets it succeed again.</summary>
    public void FailWith(string? output, bool onlyNative = false)
    {
        File.Delete(Path.Combine(folder, "fail"));
        File.Delete(Path.Combine(folder, "fail-native"));
        if (output is not null)
        {
            File.WriteAllText(Path.Combine(folder, onlyNative ? "fail-native" : "fail"), output);
        }
    }

    /// <summary>From now on <c>--version</c> fails, as it does when no SDK is one that global.json accepts.</summary>
    public void HaveNoSdk() => File.WriteAllText(Path.Combine(folder, "no-sdk"), "");

    /// <summary>From now on <c>publish</c> does not end before <see cref="Release"/>.</summary>
    public void Hold() => File.WriteAllText(Path.Combine(folder, "hold"), "");

    public void Release() => File.Delete(Path.Combine(folder, "hold"));

    /// <summary>Waits until <c>publish</c> was called so many times.</summary>
    public void AwaitCompilation(int count = 1) => Await(() => Compilations >= count, $"{count} calls of publish");

    public static void Await(Func<bool> condition, string what) =>
        SpinWait.SpinUntil(condition, TimeSpan.FromMinutes(1)).ShouldBeTrue($"Waited a minute for {what}.");

    /// <summary>kill -9 of the compiler that runs.</summary>
    public void KillCompiler()
    {
        using var compiler = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(folder, "pid"))));
        compiler.Kill();
    }

    public void Dispose()
    {
        Release();
        Directory.Delete(folder, recursive: true);
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
