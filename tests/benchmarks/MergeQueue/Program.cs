using System.Globalization;
using PathToProd.Tests.Decisions.Validation.Simulation;

// Arguments: seed, changes, components, environments, minutes of a certification. Prints a line for each way to keep results.
var numbers = args.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
var (seed, changes, components, environments, minutes) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
foreach (var isByBase in (bool[])[true, false])
{
    var queue = new MergeQueue(
        QueueWorld.Of(seed, components, changes),
        environments,
        TimeSpan.FromMinutes(minutes),
        isByBase
    );
    queue.Run();
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(isByBase ? "base" : "part")} {queue.MergesPerHour:0.00} {queue.Merged.Count} {queue.GivenUp.Count} {queue.Certifications} {queue.Now.TotalHours:0.0}"
        )
    );
}
