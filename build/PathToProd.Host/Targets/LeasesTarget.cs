using System.Collections.Immutable;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Environments;
using PathToProd.Model.Pools;
using PathToProd.Tasks.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Shows who has leased which environment of a pool, and who waits.</summary>
internal static class LeasesTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Leases",
            "shows who has leased which environment of a pool, and who waits",
            "It also says which are unknown or quarantined, and why. With --environment=pool:NAME it shows that pool alone. See docs/pools.md.",
            [Option.Environment]
        )
        {
            Pools = PoolUse.Shows,
            Run = Run,
            Formats = HostTarget.PageFormats,
        };

    private static Report Run(Invocation invocation)
    {
        var pools = invocation.Model.Pools;
        if (pools.IsEmpty)
        {
            throw PlatformException.Wrong(
                "there is no pool of environments",
                "write pool: ci in the environment.yaml of those that are interchangeable; see docs/pools.md"
            );
        }

        PoolView[] views =
        [
            .. pools
                .Where(pool => Named(invocation) is not { } named || pool.Key == named)
                .Select(pool => View(invocation, pool.Key, pool.Value)),
        ];
        return Of(invocation, views);
    }

    /// <summary>A report of pools.</summary>
    public static Report Of(Invocation invocation, IReadOnlyList<PoolView> views)
    {
        var now = invocation.Clock.GetUtcNow();
        return new Report
        {
            Text = style => LeasesReport.Text(views, style, now),
            Json = () => LeasesReport.Json(views),
            Markdown = () => LeasesReport.Markdown(views, now),
        };
    }

    /// <summary>A pool as its record has it now.</summary>
    public static PoolView View(Invocation invocation, string pool, ImmutableArray<EnvironmentManifest> members)
    {
        var record = members.IsEmpty
            ? null
            : PoolRegister.Of(invocation.Workspace, invocation.Model, pool, invocation.Clock).Read();
        return new PoolView(pool, [.. members.Select(member => member.Name)], record ?? new PoolRecord { Pool = pool });
    }

    private static string? Named(Invocation invocation)
    {
        if (invocation.Arguments[Option.Environment] is not { } text)
        {
            return null;
        }

        if (PoolReference.Is(text))
        {
            var asked = PoolReference.Parse(text);
            PoolOf.Members(invocation.Model, asked with { Count = 0 });
            return asked.Pool;
        }

        var environment = invocation.Environment;
        return environment.Pool
            ?? throw PlatformException.Wrong(
                $"{environment.Name} is in no pool",
                $"name a pool, such as --environment=pool:{invocation.Model.Pools.Keys.First()}"
            );
    }
}
