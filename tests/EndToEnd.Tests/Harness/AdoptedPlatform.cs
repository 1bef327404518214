using PathToProd.TestTools;

namespace PathToProd.EndToEnd.Harness;

/// <summary>
/// A platform in an empty folder, made by the template from a folder with packages: a home, a cache of packages and a shell that
/// know nothing of this repository.
/// </summary>
internal sealed class AdoptedPlatform : IDisposable
{
    public const string Name = "acme-platform";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("path-to-prod-adopted-").FullName;

    /// <param name="packages">The folders with the packages, which are all that NuGet knows.</param>
    public AdoptedPlatform(params string[] packages)
    {
        Directory.CreateDirectory(Home);
        Sources(packages);
    }

    /// <summary>Tells NuGet about other sources than before.</summary>
    public void Sources(params string[] sources) =>
        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <clear />
                {string.Concat(sources.Select((source, at) => $"<add key=\"source-{at}\" value=\"{source}\" />"))}
              </packageSources>
            </configuration>

            """
        );

    public string Root => Path.Combine(_folder, Name);

    public string PathOf(string path) => Path.Combine(Root, path);

    private string Home => Path.Combine(_folder, "home");

    /// <summary>Runs a line in a shell beside the platform.</summary>
    public Outcome TypeBeside(string line) => Type(_folder, line);

    /// <summary>Runs a line in a shell in the platform's folder, and expects this exit code.</summary>
    public Outcome Type(string line, int exitCode = 0) => Type(Root, line).ShouldExitWith(exitCode);

    public AdoptedPlatform Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
        return this;
    }

    /// <summary>Replaces a text that must be in a file.</summary>
    public AdoptedPlatform Replace(string path, string old, string now)
    {
        var text = File.ReadAllText(PathOf(path));
        text.ShouldContain(old);
        return Write(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Outcome Type(string folder, string line)
    {
        var helm = Path.GetDirectoryName(HelmVersions.File(HelmVersions.Current));
        var outcome = RunningProgram
            .Start(
                "bash",
                ["-c", line],
                folder,
                new Dictionary<string, string?>
                {
                    ["HOME"] = Home,
                    ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache"),
                    ["DOTNET_CLI_HOME"] = Home,
                    ["DOTNET_NOLOGO"] = "1",
                    ["DOTNET_EnableDiagnostics"] = "0",
                    ["PATH"] = $"{helm}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
                    ["PATH_TO_PROD_ROOT"] = null,
                    ["KUBECONFIG"] = null,
                }
            )
            .Wait(Limit);
        TestContext.Out.WriteLine($"$ {line}\n{outcome.Output}");
        return outcome;
    }
}
