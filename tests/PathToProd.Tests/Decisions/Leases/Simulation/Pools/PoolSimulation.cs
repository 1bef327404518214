using System.Collections.Immutable;

namespace PathToProd.Tests.Decisions.Leases.Simulation.Pools;

/// <summary>Several machines whose runs want environments of one pool, over the real decisions, in a world in which everything goes wrong.</summary>
internal sealed class PoolSimulation
{
    private readonly World _world;
    private readonly PoolBackend _backend;
    private readonly Network _network;
    private readonly PoolPolicy _policy;
    private readonly Faults _faults;
    private readonly ImmutableArray<string> _members;
    private int _runs;

    private PoolSimulation(int seed, PoolPolicy policy, bool isTraced)
    {
        _policy = policy;
        _world = new World(seed, isTraced);
        Judge = new PoolJudge(_world);
        _backend = new PoolBackend(_world, Judge, isCluster: _world.Chance(0.5));
        _network = new Network(_world, _backend);
        _faults = Faults.Of(_world);
        _members = [.. Enumerable.Range(1, _world.Random.Next(1, 4)).Select(number => $"ci-{number}")];
    }

    public PoolJudge Judge { get; }

    public IReadOnlyList<string> Trace => _world.Trace;

    /// <summary>Runs one seed.</summary>
    public static PoolSimulation Of(int seed, PoolPolicy? policy = null, bool isTraced = false)
    {
        var simulation = new PoolSimulation(seed, policy ?? PoolPolicy.Real, isTraced);
        simulation.Begin();
        var isOver = simulation._world.RunToEnd();
        simulation.Judge.Ends(isOver, simulation._backend.Record);
        return simulation;
    }

    /// <summary>The violation of a seed, a test to paste, and everything that happened.</summary>
    public static string Report(int seed, PoolPolicy? policy = null)
    {
        var end = Of(seed, policy, isTraced: true);
        return $"""
            {end.Judge.Violation}

                [Test]
                public void Seed_{seed}() => PoolSimulation.Of({seed}).Judge.Violation.ShouldBeNull();

            {string.Join('\n', end.Trace)}
            """;
    }

    private void Begin()
    {
        var machines = _world.Random.Next(2, 6);
        for (var number = 0; number < machines; number++)
        {
            var machine = new Machine(
                $"m{number}",
                _world.Between(0, 100_000),
                0.85 + (_world.Random.NextDouble() * 0.3),
                _world.Between(-3600, 3600)
            );
            Start(machine, _world.Between(0, 60), runs: _world.Random.Next(1, 4));
            if (_world.Chance(0.3))
            {
                var from = _world.Between(0, 200);
                _network.Cut(machine, from, from + _world.Between(1, 120));
            }

            if (_world.Chance(0.5))
            {
                _world.At(_world.Between(0, 300), () => machine.Skew += _world.Between(-3600, 3600));
            }
        }
    }

    private void Start(Machine machine, TimeSpan delay, int runs)
    {
        if (runs == 0)
        {
            return;
        }

        _world.After(
            delay,
            () =>
            {
                var run = new PoolRun(_world, Judge, _backend, _policy, machine, $"r{++_runs}", _members);
                Judge.Begins(run);
                _world.Note($"{run.Name} begins on {machine.Name}");
                var program = new Program(_world, _network, machine, _faults)
                {
                    Crashed = () => Judge.Crashed(run),
                    Ended = () => Start(machine, _world.Between(0, 30), runs - 1),
                };
                program.Go(
                    run.Work(renewal => program.Go(renewal.GetEnumerator(), isMain: false)).GetEnumerator(),
                    isMain: true
                );
            }
        );
    }
}
