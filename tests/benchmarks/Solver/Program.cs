using System.Diagnostics;
using System.Globalization;
using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Questions;
using SolverBenchmark;

// Prints: components, milliseconds, megabytes at most, megabytes of the candidates alone, how many are not the newest.
// Of a refusal: components, milliseconds, megabytes allocated, reasons, remedies.
// Of an upgrade: components, milliseconds, how many others change, whether that was found to be the fewest.
if (args is not ([_, _, _] or [_, _, _, _] or [_, _, _, _, "twins" or "holds" or "row"]))
{
    Console.Error.WriteLine(
        "usage: SolverBenchmark COMPONENTS VERSIONS REQUIREMENTS [CHANGES OF AN UPGRADE [twins] | HOLDS holds | 0 row]"
    );
    return 2;
}

const double Megabyte = 1_048_576;

var numbers = Array.ConvertAll(args[..Math.Min(4, args.Length)], text => int.Parse(text, CultureInfo.InvariantCulture));
if (args is [.., "holds" or "row"])
{
    var refused =
        args[4] == "row"
            ? GeneratedRefusal.Row(numbers[0], numbers[1])
            : new GeneratedRefusal(numbers[0], numbers[1], numbers[2], numbers[3]).Question();
    var allocated = GC.GetTotalAllocatedBytes();
    var start = Stopwatch.StartNew();
    if (Solver.Solve(refused) is not SolverAnswer.Refused { Explanation: var explanation })
    {
        Console.Error.WriteLine("This universe has no answer, and the solver found one, or gave up.");
        return 1;
    }

    var took = start.Elapsed.TotalMilliseconds;
    var megabytes = (GC.GetTotalAllocatedBytes() - allocated) / Megabyte;
    Console.WriteLine(
        $"{numbers[0]} {took:F0} {megabytes:F0} {explanation.Reasons.Length} {explanation.Remedies.Length}"
    );
    return 0;
}

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
var solvedIn = watch.Elapsed.TotalMilliseconds;
using var process = Process.GetCurrentProcess();
if (answer is not SolverAnswer.Solved solved || solved.Choices.Count != numbers[0])
{
    Console.Error.WriteLine($"This universe has an answer, and the solver found none: {answer}");
    return 1;
}

var older = solved.Choices.Values.Count(choice => choice.Because != "the newest");
Console.WriteLine(
    $"{numbers[0]} {solvedIn:F0} {process.PeakWorkingSet64 / Megabyte:F0} {before / Megabyte:F0} {older}"
);
GC.KeepAlive(candidates);
return 0;
