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
using var process = Process.GetCurrentProcess();
Console.WriteLine(
    $"{components} {built.TotalMilliseconds:F0} {took.TotalMilliseconds:F0} {process.PeakWorkingSet64 / 1_048_576} {before / 1_048_576} "
        + answer switch
        {
            SolverAnswer.Solved solved => $"solved {solved.Choices.Values.Count(choice => choice.Because != "the newest")} not newest",
            SolverAnswer.Refused refused => "refused " + refused.Explanation.Text,
            SolverAnswer.GaveUp gave => gave.Reason,
            _ => "",
        }
);
return 0;
