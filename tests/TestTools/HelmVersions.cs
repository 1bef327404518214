using System.Collections.Concurrent;
using PathToProd.Model.ToolPins;
using PathToProd.Support;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;

namespace PathToProd.TestTools;

/// <summary>
/// The versions of Helm that tests run with, whatever is on the PATH: the one that <c>build/tools.yaml</c> pins, and older
/// ones that people have. Each is installed when it is first asked for, into <c>artifacts/tools</c>.
/// </summary>
public static class HelmVersions
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Files = new(StringComparer.Ordinal);

    /// <summary>The pinned version, Helm 4: what a test runs with that is not about versions.</summary>
    public const string Current = "4.1.4";

    /// <summary>A late Helm 3.</summary>
    public const string Three = "3.17.2";

    /// <summary>The oldest that is accepted and that a registry has.</summary>
    public const string Oldest = "3.6.2";

    /// <summary>All of them, for tests that hold with each.</summary>
    public static IReadOnlyList<string> All => [Current, Three, Oldest];

    /// <summary>One of each major version, for tests that take long.</summary>
    public static IReadOnlyList<string> Majors => [Current, Three];

    /// <summary>The program of a version, a full path; its folder holds nothing else.</summary>
    /// <exception cref="PlatformException">It is not there, and no source has it.</exception>
    public static string File(string version) =>
        Files.GetOrAdd(version, _ => new Lazy<string>(() => FindOrInstall(version))).Value;

    private static string FindOrInstall(string version)
    {
        var root = SourceTree.Root;
        var machine = ToolMachine.Current(root);
        var run = new ToolRun();
        var finder = new ToolFinder(machine, new VersionProbe(run, machine));
        var pin = Pin(root, version);
        using var installer = new ToolInstaller(machine, finder, run, new Progress());
        var installation = installer.Install(pin);
        return installation.Tool?.File
            ?? throw new PlatformException(
                ExitCode.Failed,
                $"Helm {version} could not be installed for the tests:\n  "
                    + $"{string.Join("\n  ", installation.Failures)}\n{pin.Fix}."
            );
    }

    private static ToolPin Pin(string root, string version)
    {
        var pins = (string[])["build/tools.yaml", "tests/TestTools/tools.yaml"];
        foreach (var pin in pins.Select(file => Read(root, file)["helm"]!))
        {
            var sources = pin.Sources.OfType<InstallableSource>().Where(source => source.Version == version).ToArray();
            if (sources.Length > 0)
            {
                return pin with { Sources = [.. sources] };
            }
        }

        throw new ArgumentException($"None of {string.Join(", ", pins)} has Helm {version}.", nameof(version));
    }

    private static PinnedTools Read(string root, string file)
    {
        var problems = new List<Problem>();
        var pins = ToolPinsReader.Read(file, System.IO.File.ReadAllText(Path.Combine(root, file)), problems);
        return problems.Count == 0 ? pins : throw new PlatformException(problems);
    }

    private sealed class Progress : IInstallationLog
    {
        public void Say(string line) => Console.Error.WriteLine(line);

        void IInstallationLog.Progress(string tool, long bytes, long? total) { }
    }
}
