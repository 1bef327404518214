using System.Diagnostics;
using System.Globalization;
using PathToProd.Solving;
using SolverBenchmark;

// Prints: components, milliseconds, megabytes at most, megabytes of the candidates alone, how many are not the newest.
// Of an upgrade: components, milliseconds, how many others change, whether that was found to be the fewest.
if (args is not ([_, _, _] or [_, _, _, _] or [_, _, _, _, "twins"]))
{
    Console.Error.WriteLine("usage: SolverBenchmark COMPONENTS VERSIONS REQUIREMENTS [CHANGES OF AN UPGRADE [twins]]");
    return 2;
}

var numbers = Array.ConvertAll(args[..Math.Min(4, args.Length)], text => int.Parse(text, CultureInfo.InvariantCulture));
if (numbers is [var components, var versions, var requirements, var changes])
{
    var question = new GeneratedUpgrade(components, versions, requirements, changes, args.Length == 5).Question();
    var start = Stopwatch.StartNew();
    var upgraded = (SolverAnswer.Solved)Solver.Solve(question);
    var milliseconds = start.Elapsed.TotalMilliseconds;
    var others = upgraded.Choices.Values.Count(choice => choice.IsChanged) - 1;
    Console.WriteLine($"{components} {milliseconds:F0} {others} {(upgraded.IsFewestUnknown ? "unknown" : "fewest")}");
    return 0;
}

var generated = new GeneratedUniverse(numbers[0], numbers[1], numbers[2]);
var candidates = generated.Candidates();
var before = GC.GetTotalMemory(forceFullCollection: true);
var watch = Stopwatch.StartNew();
var answer = Solver.Solve(new SolverQuestion { Universe = new Universe(candidates), Wishes = generated.Wishes() });
var took = watch.Elapsed.TotalMilliseconds;
using var process = Process.GetCurrentProcess();
if (answer is not SolverAnswer.Solved solved || solved.Choices.Count != numbers[0])
{
    Console.Error.WriteLine($"This universe has an answer, and the solver found none: {answer}");
    return 1;
}

const double Megabyte = 1_048_576;
var older = solved.Choices.Values.Count(choice => choice.Because != "the newest");
Console.WriteLine($"{numbers[0]} {took:F0} {process.PeakWorkingSet64 / Megabyte:F0} {before / Megabyte:F0} {older}");
GC.KeepAlive(candidates);
return 0;
