namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>
/// Time, chance and the order of events. Nothing happens but what is in the queue, so one seed is one run, whatever the
/// machine that runs the test does meanwhile.
/// </summary>
internal sealed class World(int seed, bool isTraced)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(6);

    private readonly PriorityQueue<Action, (TimeSpan, int)> _events = new();
    private readonly List<string> _trace = [];
    private int _order;

    public Random Random { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    public int Events { get; private set; }

    public IReadOnlyList<string> Trace => _trace;

    public void At(TimeSpan time, Action happens) => _events.Enqueue(happens, (time, _order++));

    public void After(TimeSpan time, Action happens) => At(Now + time, happens);

    /// <summary>Lets everything happen. False when it goes on and on.</summary>
    public bool RunToEnd()
    {
        while (_events.TryDequeue(out var happens, out var when))
        {
            Now = when.Item1;
            Events++;
            if (Now > Horizon)
            {
                return false;
            }

            happens();
        }

        return true;
    }

    public bool Chance(double probability) => probability > 0 && Random.NextDouble() < probability;

    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromMilliseconds(Math.Round(1000 * (fromSeconds + (Random.NextDouble() * (toSeconds - fromSeconds)))));

    public T Pick<T>(params ReadOnlySpan<T> all) => all[Random.Next(all.Length)];

    public void Note(FormattableString what)
    {
        if (isTraced)
        {
            _trace.Add(FormattableString.Invariant($"{Now.TotalSeconds, 9:f3} s  {what}"));
        }
    }
}
