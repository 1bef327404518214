using System.Diagnostics;
using System.Globalization;
using PathToProd.Solving;
using SolverBenchmark;

// Prints: components, milliseconds, megabytes at most, megabytes of the candidates alone, how many are not the newest.
if (args is not [var first, var second, var third])
{
    Console.Error.WriteLine("usage: SolverBenchmark COMPONENTS VERSIONS REQUIREMENTS");
    return 2;
}

var numbers = Array.ConvertAll([first, second, third], text => int.Parse(text, CultureInfo.InvariantCulture));
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
