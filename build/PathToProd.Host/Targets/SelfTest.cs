using System.Xml.Linq;
using PathToProd.Host.CommandLine;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Runs all tests of this project, the fast ones first, and counts them.</summary>
internal static class SelfTest
{
    private static readonly string[] FastestFirst =
    [
        "PathToProd.Tests",
        "Cake.Frosting.Tests",
        "PathToProd.Tasks.Tests",
        "Repository.Tests",
        "EndToEnd.Tests",
    ];

    public static void Run(Invocation invocation)
    {
        var scope = new ProcessScope
        {
            Cancellation = invocation.Interruption.Politely,
            CancellationAtOnce = invocation.Interruption.AtOnce,
            Console = new ConsoleSink(invocation.Error),
        };
        Say(invocation, "Compiling all tests");
        DotNet(invocation, scope, "build", "PathToProd.slnx", "--verbosity", "quiet").EnsureSucceeded();

        var total = new TestCounts();
        foreach (var project in Projects(invocation))
        {
            total = total.Add(RunProject(invocation, scope, project));
        }

        invocation.ExitCode = total.Failed == 0 ? ExitCode.Done : ExitCode.Failed;
        invocation.Print(invocation.IsJson ? total.Json() : total.ToString());
    }

    private static TestCounts RunProject(Invocation invocation, ProcessScope scope, string project)
    {
        var results = Path.Combine(invocation.Workspace.Artifacts, "tests", $"{project}.trx");
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
        if (invocation.Arguments[Option.Filter] is { } filter)
        {
            words.AddRange(["--filter", $"FullyQualifiedName~{filter}"]);
        }

        var begin = invocation.Clock.GetTimestamp();
        var result = DotNet(invocation, scope, [.. words]).EnsureEnded();
        var counts = new TestCounts();
        if (File.Exists(results))
        {
            var document = XDocument.Load(results);
            counts = TestCounts.Read(document);
            foreach (var failure in TestCounts.Failures(document))
            {
                Say(invocation, failure);
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

        Say(invocation, $"{project}: {counts} in {Duration.Text(invocation.Clock.GetElapsedTime(begin))}");
        return counts;
    }

    private static IEnumerable<string> Projects(Invocation invocation)
    {
        var found = Directory
            .EnumerateDirectories(Path.Combine(invocation.Workspace.Root, "tests"), "*.Tests")
            .Select(folder => Path.GetFileName(folder))
            .ToArray();
        return FastestFirst.Intersect(found).Concat(found.Except(FastestFirst).Order(StringComparer.Ordinal));
    }

    private static CommandResult DotNet(Invocation invocation, ProcessScope scope, params string[] words) =>
        new CommandRunner().Run(
            new Command("dotnet", [.. words, "--nologo", "--tl:off"]) { WorkingDirectory = invocation.Workspace.Root },
            scope
        );

    private static void Say(Invocation invocation, string text) => invocation.Error.WriteLine(text);
}
