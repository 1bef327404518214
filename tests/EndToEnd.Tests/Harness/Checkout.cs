using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.TestTools;

namespace PathToProd.EndToEnd.Harness;

/// <summary>A platform's root in a temporary folder, and the program run in it. What is compiled or installed is shared.</summary>
internal sealed class Checkout : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static readonly string ClockHook = Path.Combine(AppContext.BaseDirectory, "InjectedClock.dll");

    public Checkout()
        : this(origin: null, "tasks", "tools") { }

    private Checkout(string? origin, params string[] shared)
    {
        Root = Path.Combine(Path.GetTempPath(), $"path-to-prod-e2e-{Guid.NewGuid():N}");
        if (origin is not null)
        {
            TestGit.Run(Path.GetTempPath(), "clone", "--quiet", "--no-hardlinks", origin, Root);
        }

        Directory.CreateDirectory(Path.Combine(Root, "artifacts"));
        foreach (var folder in shared)
        {
            var target = SourceTree.PathOf("artifacts", folder);
            Directory.CreateDirectory(target);
            Directory.CreateSymbolicLink(Path.Combine(Root, "artifacts", folder), target);
        }
    }

    public string Root { get; }

    /// <summary>The search path of the program; null for the tests' own.</summary>
    private string? SearchPath { get; set; }

    private string? Kubeconfig { get; set; }

    /// <summary>How far the program's clock is ahead; null for the real one.</summary>
    private TimeSpan? Ahead { get; set; }

    /// <summary>What KUBECONFIG lists for the program from now on.</summary>
    public Checkout WithKubeconfig(string files)
    {
        Kubeconfig = files;
        return this;
    }

    /// <summary>From now on the program's clock is this far ahead of the real one. See tests/InjectedClock.</summary>
    public Checkout WithClockAhead(TimeSpan ahead)
    {
        Ahead = ahead;
        return this;
    }

    public string PathOf(string path) => Path.Combine(Root, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public Checkout Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
        return this;
    }

    /// <summary>Replaces a text that must be in a file.</summary>
    public Checkout Replace(string path, string old, string now)
    {
        var text = Read(path);
        text.ShouldContain(old);
        return Write(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Copies files of the repository.</summary>
    public Checkout CopyFromRepository(params string[] paths)
    {
        SourceTree.CopyTo(Root, paths);
        return this;
    }

    /// <summary>From now on the first Helm on the PATH is this version.</summary>
    public Checkout WithHelm(string version)
    {
        var folder = Path.GetDirectoryName(HelmVersions.File(version));
        SearchPath = $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        return this;
    }

    /// <summary>Makes a Git repository of it, with one commit of all that is there.</summary>
    public Checkout Commit()
    {
        TestGit.CommitAll(Root);
        return this;
    }

    /// <summary>A clone that has nothing in common with others but the tools, and what was committed.</summary>
    public Checkout Clone() => new(Root, "tools");

    /// <summary>Starts the program.</summary>
    public RunningProgram Start(params string[] arguments) =>
        RunningProgram.Start("dotnet", [Repository.Host, .. arguments], Root, Variables);

    private Dictionary<string, string?> Variables =>
        new()
        {
            ["PATH_TO_PROD_ROOT"] = Root,
            ["DOTNET_EnableDiagnostics"] = "0", // one that is killed would leave its pipes for a debugger
            ["KUBECONFIG"] = Kubeconfig,
            ["PATH"] = SearchPath ?? Environment.GetEnvironmentVariable("PATH"),
            ["GITHUB_ACTOR"] = null,
            ["GITLAB_USER_LOGIN"] = null,
            ["DOTNET_STARTUP_HOOKS"] = Ahead is null ? null : ClockHook,
            ["PATH_TO_PROD_TEST_AHEAD"] = Ahead?.ToString(),
        };

    /// <summary>Runs a line of a document to its end, in a shell. Its <c>./build.sh</c> is the program, already compiled.</summary>
    public Outcome Type(string line)
    {
        const string Launcher = "build.sh";
        Write(Launcher, $"#!/bin/sh\nexec dotnet '{Repository.Host}' \"$@\"\n");
        File.SetUnixFileMode(PathOf(Launcher), (UnixFileMode)0b111_101_101);
        return RunningProgram.Start("bash", ["-c", line], Root, Variables).Wait(Limit);
    }

    /// <summary>Runs a line of a document, which must end and show what the document says.</summary>
    public Outcome Type(GuidePart.Command command)
    {
        var outcome = Type($"exec 2>&1; {command.Line}");
        TestContext.Out.WriteLine($"$ {command.Line}\n{outcome.Output}");
        outcome.ExitCode.ShouldBe(command.ExitCode, $"{command.Line}\n{outcome}");
        command.IsShownIn(outcome.Output).ShouldBeTrue($"{command.Line}\nmust show\n{command.Shows}\n{outcome}");
        return outcome;
    }

    /// <summary>Runs the program to its end.</summary>
    public Outcome Call(params string[] arguments) => Start(arguments).Wait(Limit);

    /// <summary>Runs a target of components in the environment, and reads its summary.</summary>
    public Outcome Run(string target, string component, params string[] more) =>
        Call([
            $"--target={target}",
            $"--component={component}",
            $"--environment={TestEnvironment.Name}",
            "--output=json",
            .. more,
        ]);

    /// <summary>Deploys, and expects that it works.</summary>
    public Outcome Deploy(string component, params string[] more) => Run("Deploy", component, more).ShouldExitWith(0);

    /// <summary>The ledger, in which every line must be whole.</summary>
    public IReadOnlyList<LedgerEntry> Ledger(string environment = TestEnvironment.Name)
    {
        var reading = new LedgerFile(PathOf($"environments/{environment}/ledger.jsonl")).Read();
        reading.Problems.ShouldBeEmpty();
        return reading.Entries;
    }

    /// <summary>The attempts of a component, oldest first: <c>deploy 1.0.0 succeeded</c>.</summary>
    public string[] Attempts(string component, string environment = TestEnvironment.Name)
    {
        var ends = Ledger(environment).OfType<LedgerEntry.Ended>().ToDictionary(ended => ended.Attempt);
        return
        [
            .. Ledger(environment)
                .OfType<LedgerEntry.Started>()
                .Where(started => started.Component == component)
                .Select(started =>
                    $"{started.Action} {started.Version} {ends.GetValueOrDefault(started.Attempt)?.Outcome.ToString() ?? "?"}".ToLowerInvariant()
                ),
        ];
    }

    /// <summary>What the ledger has as the digest of each attempt of a component, oldest first.</summary>
    public string[] Digests(string component) =>
        [
            .. Ledger()
                .OfType<LedgerEntry.Started>()
                .Where(started => started.Component == component)
                .Select(started => started.Digest.ToString()),
        ];

    /// <summary>The log file of a stage in a run whose summary is given.</summary>
    public string Log(Outcome outcome, string component, string stage) =>
        Read((string)outcome.Stage(component, stage)["log"]!);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
