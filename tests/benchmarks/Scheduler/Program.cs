using System.Diagnostics;
using System.Globalization;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Runs;
using PathToProd.Tools.Processes;
using SchedulerBenchmark;

// Runs a graph, with sleeps in this process or with a process for each, and prints: milliseconds, lower bound in milliseconds.
if (args is not ([_, _, _, _, "sleeps" or "processes"] or [_, _, "makefile"]))
{
    Console.Error.WriteLine(
        "usage: SchedulerBenchmark COMPONENTS SEED WORKERS LIMIT sleeps|processes\n       SchedulerBenchmark COMPONENTS SEED makefile"
    );
    return 2;
}

var graph = new SleepingGraph(Number(0), Number(1));
if (args is [.., "makefile"])
{
    Console.Write(graph.Makefile());
    return 0;
}

var (workers, limit) = (Number(2), Number(3));
var commands = new CommandRunner();
var start = Stopwatch.StartNew();
var result = await new ParallelRun(workers, graph.Rules(limit)).RunAsync(
    graph.Graph,
    (component, _) =>
    {
        if (args[4] == "sleeps")
        {
            // Blocks a thread, as the tasks of a component do.
            Thread.Sleep(graph[component]);
        }
        else
        {
            var seconds = graph[component].TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
            using var slept = commands.Run(new Command("sleep", [seconds]) { Quiet = true }, new ProcessScope());
        }

        return Task.FromResult(NodeOutcome.Done);
    },
    notRun: null,
    CancellationToken.None
);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{start.Elapsed.TotalMilliseconds:F0} {graph.LowerBound(workers, limit).TotalMilliseconds:F0}"
    )
);
return result.Ends.Values.All(end => end.Outcome == NodeOutcome.Done) ? 0 : 1;

int Number(int at) => int.Parse(args[at], CultureInfo.InvariantCulture);
