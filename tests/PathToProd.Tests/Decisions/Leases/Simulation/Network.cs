namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>Brings requests to the backend and answers back: late, twice, or not at all.</summary>
internal sealed class Network(World world, IBackend backend)
{
    private readonly double _lost = world.Pick(0, 0, 0.02, 0.1, 0.3);
    private readonly double _twice = world.Pick(0, 0.05, 0.2);
    private readonly double _late = world.Pick(0, 0.03, 0.1);
    private readonly double _slow = world.Pick(0.2, 1, 4);
    private readonly double _unclear = backend.IsCluster ? world.Pick(0, 0.02, 0.1) : 0;
    private readonly List<(Machine Machine, TimeSpan From, TimeSpan To)> _cuts = [];

    /// <summary>From when to when a machine does not reach the backend.</summary>
    public void Cut(Machine machine, TimeSpan from, TimeSpan to) => _cuts.Add((machine, from, to));

    /// <summary>Sends a request; its answer may never come.</summary>
    public void Send(Machine machine, Step.Call call, Action answered)
    {
        for (var copies = world.Chance(_twice) ? 2 : 1; copies > 0; copies--)
        {
            if (!IsLost(machine))
            {
                world.After(Delay(), () => Deliver(machine, call, answered));
            }
        }
    }

    private void Deliver(Machine machine, Step.Call call, Action answered)
    {
        if (call is Step.Change write && world.Chance(_unclear))
        {
            var isWritten = world.Chance(0.5);
            if (isWritten)
            {
                backend.Handle(call);
            }

            Answer(machine, call, () => write.Answer = WriteAnswer.Unclear, answered);
            return;
        }

        Answer(machine, call, backend.Handle(call), answered);
    }

    private void Answer(Machine machine, Step.Call call, Action fill, Action answered)
    {
        if (!IsLost(machine))
        {
            world.After(
                Delay(),
                () =>
                {
                    if (!call.IsOver)
                    {
                        fill();
                        call.IsAnswered = true;
                        answered();
                    }
                }
            );
        }
    }

    private bool IsLost(Machine machine)
    {
        foreach (var cut in _cuts)
        {
            if (cut.Machine == machine && cut.From <= world.Now && world.Now < cut.To)
            {
                return true;
            }
        }

        return world.Chance(_lost);
    }

    private TimeSpan Delay() => world.Chance(_late) ? world.Between(5, 200) : world.Between(0.01, _slow);
}
