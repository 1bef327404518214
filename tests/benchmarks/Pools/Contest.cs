using System.Diagnostics;
using System.Globalization;
using PathToProd.Facts.Pools;

namespace PoolContest;

/// <summary>Starts many processes that want an environment of one pool, kills some at random, and judges what they did.</summary>
internal static class Contest
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <returns>0 when nothing was found that must not be.</returns>
    public static int Run(string folder, string backend, int[] numbers)
    {
        var (processes, environments, killed, seconds, seed) = (
            numbers[0],
            numbers[1],
            numbers[2],
            numbers[3],
            numbers[4]
        );
        Directory.CreateDirectory(folder);
        var place = new Place(folder, backend);
        File.WriteAllText(place.Log, "");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var running = Enumerable
            .Range(1, processes)
            .Select(number =>
                Start(
                    folder,
                    backend,
                    $"r{number.ToString("d3", CultureInfo.InvariantCulture)}",
                    environments,
                    seconds,
                    random.Next(200, 1500)
                )
            )
            .ToList();
        var victims = Kill(place, running, killed, random);
        var survivors = running.Except(victims).ToList();
        foreach (var process in survivors)
        {
            process.WaitForExit(Longest);
        }

        var findings = Judge(place, survivors.Count, victims.Count).ToList();
        var lines = File.ReadAllLines(place.Log);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{backend}: {processes} processes, {environments} environments, {victims.Count} killed: {lines.Count(line => line.StartsWith("done", StringComparison.Ordinal))} "
                    + $"served, {lines.Count(line => line.EndsWith(nameof(MemberCondition.Unknown), StringComparison.Ordinal))} found an environment unknown, "
                    + $"{lines.Count(line => line.StartsWith("wrote", StringComparison.Ordinal))} writes, in {watch.Elapsed.TotalSeconds:f1} s"
            )
        );
        findings.ForEach(Console.WriteLine);
        running.ForEach(process => process.Dispose());
        return findings.Count == 0 ? 0 : 1;
    }

    private static Process Start(string folder, string backend, string name, int environments, int seconds, int work)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        string[] arguments =
        [
            typeof(Contest).Assembly.Location,
            "run",
            folder,
            backend,
            name,
            .. new[] { environments, seconds, work }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Kills some, each once more has happened: so holders, those that wait and those that only came are among them.</summary>
    private static List<Process> Kill(Place place, List<Process> running, int count, Random random)
    {
        var victims = new List<Process>();
        var next = 10;
        while (victims.Count < count && running.Exists(process => !process.HasExited))
        {
            if (File.ReadLines(place.Log).Count() < next)
            {
                Thread.Sleep(5);
                continue;
            }

            next += random.Next(5, 60);
            var alive = running.Where(process => !process.HasExited && !victims.Contains(process)).ToArray();
            if (alive.Length > 0)
            {
                var victim = alive[random.Next(alive.Length)];
                victim.Kill();
                victim.WaitForExit();
                if (victim.ExitCode != 0)
                {
                    victims.Add(victim);
                }
            }
        }

        return victims;
    }

    private static IEnumerable<string> Judge(Place place, int survivors, int victims)
    {
        var lines = File.ReadAllLines(place.Log).Select(line => line.Split(' ')).ToArray();
        var done = lines.Count(line => line[0] == "done");
        if (done < survivors)
        {
            yield return $"{survivors - done} processes that were not killed were not served";
        }

        var newest = new Dictionary<string, long>();
        foreach (var line in lines.Where(line => line[0] == "wrote"))
        {
            var (environment, token) = (line[2], long.Parse(line[3], CultureInfo.InvariantCulture));
            if (token < newest.GetValueOrDefault(environment))
            {
                yield return $"{line[1]} wrote to {environment} with token {token} after token {newest[environment]} had written";
            }

            newest[environment] = Math.Max(token, newest.GetValueOrDefault(environment));
        }

        var served = lines
            .Where(line => line[0] == "leased")
            .Select(line =>
                (
                    Run: line[1],
                    Token: long.Parse(line[3], CultureInfo.InvariantCulture),
                    Number: long.Parse(line[4], CultureInfo.InvariantCulture)
                )
            )
            .OrderBy(one => one.Token)
            .ToArray();
        foreach (
            var (first, second) in served.Zip(served.Skip(1)).Where(pair => pair.First.Number > pair.Second.Number)
        )
        {
            yield return $"{first.Run} came after {second.Run} (number {first.Number} and {second.Number}), and was served before it";
        }

        if (served.Select(one => one.Token).Distinct().Count() != served.Length)
        {
            yield return "two leases have one token";
        }

        var record = place.Register("judge").Read();
        if (record is null || record.Tickets.Length > victims)
        {
            yield return $"{record?.Tickets.Length} tickets are left, and {victims} processes were killed";
        }
    }
}
