using System.Collections.Immutable;
using System.Xml.Linq;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Prepares this machine for the tests of this project, compiles them, runs them, the fast ones first, and counts them.</summary>
internal sealed class SelfTestTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "SelfTest",
            "runs all tests of Path to Prod itself",
            "It first runs tests/prepare.sh, which installs what they need or says what root must install; see CONTRIBUTING.md.",
            [Option.Filter]
        )
        {
            Run = Run,
        };

    private readonly Invocation _invocation;
    private readonly TestProjects _projects;
    private readonly string? _filter;
    private readonly IReadOnlyList<string> _chosen;
    private readonly bool _isAll;
    private readonly List<string> _times = [];

    private SelfTestTarget(Invocation invocation)
    {
        _invocation = invocation;
        _projects = new TestProjects(invocation.Workspace.Root);
        _filter = invocation.Arguments[Option.Filter];
        _chosen = _filter is null ? _projects.Names : _projects.With(_filter);
        _isAll = _chosen.Count == _projects.Names.Count;
    }

    private static Report Run(Invocation invocation) =>
        File.Exists(Path.Combine(invocation.Workspace.Root, TestProjects.Solution))
            ? new SelfTestTarget(invocation).Run()
            : throw new PlatformException(
                ExitCode.WrongInput,
                "SelfTest runs the tests of Path to Prod itself, and this is not its repository.\n"
                    + "To test the components of a platform: ./build.sh --target=Test --component=all."
            );

    private Report Run()
    {
        var begin = _invocation.Clock.GetTimestamp();
        var ready = GetReady();
        if (ready != ExitCode.Done)
        {
            return Report.Nothing("No test was run.", ready);
        }

        var total = Timed("tests", RunProjects);
        Say($"{Duration.Text(_invocation.Clock.GetElapsedTime(begin))} in total: {string.Join(", ", _times)}");
        return new Report
        {
            Text = _ => $"{total}\n",
            Json = () => $"{total.Json()}\n",
            ExitCode = total.Failed == 0 ? ExitCode.Done : ExitCode.Failed,
        };
    }

    /// <summary>What is missing is reported at once, before minutes of compiling.</summary>
    private ExitCode GetReady()
    {
        var prepared = Prepare();
        if (prepared == ExitCode.Done)
        {
            Timed("compiling", Compile);
        }

        return prepared;
    }

    /// <summary>What the script's exit code says: 1 when a step failed, 2 when something is missing.</summary>
    private ExitCode Prepare() =>
        Timed(
            "preparing",
            () =>
                Command(new Command("bash", ["tests/prepare.sh", .. _chosen]), new ConsoleSink(_invocation.Error))
                    .EnsureEnded()
                    .ExitCode switch
                {
                    0 => ExitCode.Done,
                    2 => ExitCode.WrongInput,
                    _ => ExitCode.Failed,
                }
        );

    /// <summary>Everything at once; or the chosen projects one after another, with what each is made of.</summary>
    private CommandResult[] Compile()
    {
        Say(_isAll ? "Compiling all tests" : $"Compiling {string.Join(", ", _chosen)}");
        var progress = new CompilationProgress(
            _invocation.Error,
            _isAll ? _projects.AllInSolution : null,
            _invocation.Clock
        );
        var targets = _isAll ? [TestProjects.Solution] : _chosen.Select(project => $"tests/{project}");
        return
        [
            .. targets.Select(target =>
                DotNet(progress, "build", target, "--verbosity", "minimal", "-consoleLoggerParameters:NoSummary")
                    .EnsureSucceeded()
            ),
        ];
    }

    private TestCounts RunProjects()
    {
        var environment = new TestTools(_invocation).Environment;
        return _chosen.Aggregate(new TestCounts(), (total, project) => total.Add(RunProject(project, environment)));
    }

    private TestCounts RunProject(string project, ImmutableDictionary<string, string?> environment)
    {
        var results = Path.Combine(_invocation.Workspace.Artifacts, "tests", $"{project}.trx");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        var words = new List<string>
        {
            "test",
            $"tests/{project}",
            "--no-build",
            "--verbosity",
            "quiet",
            "--logger",
            $"trx;LogFileName={results}",
        };
        if (_filter is not null)
        {
            words.AddRange(["--filter", $"FullyQualifiedName~{_filter}"]);
        }

        var begin = _invocation.Clock.GetTimestamp();
        var result = DotNet(new ConsoleSink(_invocation.Error), environment, [.. words]).EnsureEnded();
        var counts = new TestCounts();
        if (File.Exists(results))
        {
            var document = XDocument.Load(results);
            counts = TestCounts.Read(document);
            foreach (var failure in TestCounts.Failures(document))
            {
                Say(failure);
            }
        }

        if (counts.Total == 0 && !result.Succeeded)
        {
            // The runner itself failed, and that must never look like a success.
            counts = counts with
            {
                Failed = 1,
            };
        }

        Say($"{project}: {counts} in {Duration.Text(_invocation.Clock.GetElapsedTime(begin))}");
        return counts;
    }

    private T Timed<T>(string what, Func<T> action)
    {
        var begin = _invocation.Clock.GetTimestamp();
        var result = action();
        _times.Add($"{what} {Duration.Text(_invocation.Clock.GetElapsedTime(begin))}");
        return result;
    }

    private CommandResult DotNet(IOutputSink console, params string[] words) =>
        DotNet(console, ImmutableDictionary<string, string?>.Empty, words);

    private CommandResult DotNet(
        IOutputSink console,
        ImmutableDictionary<string, string?> environment,
        string[] words
    ) => Command(new Command("dotnet", [.. words, "--nologo", "--tl:off"]) { Environment = environment }, console);

    private CommandResult Command(Command command, IOutputSink console) =>
        new CommandRunner().Run(
            command with
            {
                WorkingDirectory = _invocation.Workspace.Root,
            },
            new ProcessScope
            {
                Cancellation = _invocation.RunInterruption.Politely,
                CancellationAtOnce = _invocation.RunInterruption.AtOnce,
                Console = console,
            }
        );

    private void Say(string text) => _invocation.Error.WriteLine(text);
}
