namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>Several machines whose runs want the same components, over the real decisions, in a world in which everything goes wrong.</summary>
internal sealed class LeaseSimulation
{
    private readonly World _world;
    private readonly Judge _judge;
    private readonly Backend _backend;
    private readonly Network _network;
    private readonly Policy _policy;
    private readonly Faults _faults;
    private int _runs;

    private LeaseSimulation(int seed, Policy policy, bool isCluster, bool isTraced)
    {
        _policy = policy;
        _world = new World(seed, isTraced);
        _judge = new Judge(_world);
        _backend = new Backend(_world, _judge, isCluster);
        _network = new Network(_world, _backend);
        _faults = Faults.Of(_world);
    }

    /// <summary>Runs one seed.</summary>
    /// <returns>What happened.</returns>
    public static SimulationEnd Of(int seed, Policy? policy = null, bool isCluster = false, bool isTraced = false)
    {
        var simulation = new LeaseSimulation(seed, policy ?? Policy.Real, isCluster, isTraced);
        simulation.Begin();
        var isOver = simulation._world.RunToEnd();
        simulation._judge.Ends(isOver, simulation._backend, readsText: seed % 16 == 0);
        return new SimulationEnd(
            seed,
            simulation._judge.Violation,
            simulation._world.Events,
            simulation._judge.Sightings,
            simulation._world.Trace
        );
    }

    private void Begin()
    {
        var all = new List<Machine>();
        var components = _world.Pick<string[]>(["a"], ["a"], ["a", "b"]);
        var machines = _world.Random.Next(2, 5);
        for (var number = 0; number < machines; number++)
        {
            var machine = new Machine(
                $"m{number}",
                _world.Between(0, 100_000),
                0.85 + (_world.Random.NextDouble() * 0.3),
                _world.Between(-3600, 3600)
            );
            all.Add(machine);
            Start(machine, components, _world.Between(0, 60), runs: _world.Random.Next(1, 4));
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

        if (_backend.IsCluster && _world.Chance(0.3))
        {
            // The API server is killed, and started again.
            var from = _world.Between(0, 200);
            var to = from + _world.Between(1, 90);
            all.ForEach(machine => _network.Cut(machine, from, to));
        }

        if (_world.Chance(0.25))
        {
            _world.At(_world.Between(0, 200), () => _backend.Declines = true);
        }
    }

    private void Start(Machine machine, string[] components, TimeSpan delay, int runs)
    {
        if (runs == 0)
        {
            return;
        }

        _world.After(
            delay,
            () =>
            {
                var run = new Run(
                    _world,
                    _judge,
                    _policy,
                    machine,
                    _world.Pick<string>(components),
                    $"r{++_runs}",
                    _backend.IsCluster
                );
                _judge.Begins(run);
                _world.Note($"{run.Name} begins on {machine.Name}");
                var program = new Program(_world, _network, machine, _faults)
                {
                    Crashed = () => _judge.Crashed(run),
                    Ended = () => Start(machine, components, _world.Between(0, 30), runs - 1),
                };
                program.Go(
                    run.Work(renewal => program.Go(renewal.GetEnumerator(), isMain: false)).GetEnumerator(),
                    isMain: true
                );
            }
        );
    }
}
