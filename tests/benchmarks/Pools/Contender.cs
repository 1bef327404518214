using System.Collections.Immutable;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Tasks.Facts.Pools;

namespace PoolContest;

/// <summary>One process that leases an environment, writes to it for a while, and gives it back.</summary>
internal static class Contender
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string folder, string backend, string name, int[] numbers)
    {
        var place = new Place(folder, backend);
        ImmutableArray<string> members = [.. Enumerable.Range(1, numbers[0]).Select(number => $"ci-{number:d2}")];
        var request = new PoolRequest
        {
            Pool = "ci",
            Members = members,
            Holder = new LeaseHolder(name, $"{name}@machine", DateTimeOffset.UtcNow),
            What = "Contest",
            Duration = TimeSpan.FromSeconds(numbers[1]),
            Patience = TimeSpan.MaxValue,
            QuarantineAfter = int.MaxValue,
        };
        place.Write($"came {name}");
        using var held = await new PoolAcquisition(place.Register(name), request).TakeAsync(
            _ => { },
            CancellationToken.None
        );
        var lease = held.Leases[0];
        place.Write($"leased {name} {lease.Environment} {lease.Token} {held.Ticket.Number} {lease.Before.Condition}");
        for (var end = Environment.TickCount64 + numbers[2]; Environment.TickCount64 < end && held.IsHeld; )
        {
            place.Write($"wrote {name} {lease.Environment} {lease.Token}");
            await Task.Delay(Pause);
        }

        var isLost = !held.IsHeld;
        held.Leave(lease.Environment, new MemberEnd.Worked(null));
        held.Dispose();
        place.Write($"{(isLost ? "lost" : "done")} {name} {lease.Environment} {lease.Token}");
        return isLost ? 1 : 0;
    }
}
