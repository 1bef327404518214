using System.Diagnostics;
using PathToProd.Solving;
using SolverBenchmark;

if (args is not [var one, var two, var three])
{
    Console.Error.WriteLine("usage: SolverBenchmark COMPONENTS VERSIONS REQUIREMENTS");
    return 2;
}

var (components, versions, requirements) = (int.Parse(one), int.Parse(two), int.Parse(three));
var generated = new GeneratedUniverse(components, versions, requirements);
var candidates = generated.Candidates();
GC.Collect();
var before = GC.GetTotalMemory(forceFullCollection: true);
var watch = Stopwatch.StartNew();
var universe = new Universe(candidates);
var built = watch.Elapsed;
var answer = Solver.Solve(new SolverQuestion { Universe = universe, Wishes = generated.Wishes() });
var took = watch.Elapsed;
if (Environment.GetEnvironmentVariable("FIND") is not null)
{
    for (var i = 0; i < 8; i++)
    {
        using var me = Process.GetCurrentProcess();
        var cpu = me.UserProcessorTime;
        var q = new SolverQuestion { Universe = universe, Wishes = generated.Wishes() };
        object[] a = [q, 100000000L];
        typeof(Solver)
            .GetMethod("Find", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .Invoke(null, a);
        me.Refresh();
        var mid = me.UserProcessorTime;
        Solver.Solve(q);
        me.Refresh();
        Console.WriteLine(
            $"find cpu {(mid - cpu).TotalMilliseconds} steps {100000000L - (long)a[1]} solve cpu {(me.UserProcessorTime - mid).TotalMilliseconds}"
        );
    }
}
if (Environment.GetEnvironmentVariable("TWICE") is not null)
{
    for (var i = 0; i < 5; i++)
    {
        watch.Restart();
        Solver.Solve(new SolverQuestion { Universe = universe, Wishes = generated.Wishes() });
        Console.WriteLine($"again {watch.ElapsedMilliseconds}");
    }
}
using var process = Process.GetCurrentProcess();
Console.WriteLine(
    $"{components} {built.TotalMilliseconds:F0} {took.TotalMilliseconds:F0} {process.PeakWorkingSet64 / 1_048_576} {before / 1_048_576} "
        + answer switch
        {
            SolverAnswer.Solved solved =>
                $"solved {solved.Choices.Values.Count(choice => choice.Because != "the newest")} not newest",
            SolverAnswer.Refused refused => "refused " + refused.Explanation.Text,
            SolverAnswer.GaveUp gave => gave.Reason,
            _ => "",
        }
);
return 0;
