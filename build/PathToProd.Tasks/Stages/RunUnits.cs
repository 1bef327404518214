namespace PathToProd.Tasks.Stages;

/// <summary>The units of a run, by their members.</summary>
internal sealed class RunUnits
{
    private readonly Dictionary<string, UnitRun> _byMember = new(StringComparer.Ordinal);

    /// <param name="units">The units.</param>
    public RunUnits(IEnumerable<UnitRun> units)
    {
        All = [.. units];
        foreach (var unit in All)
        {
            foreach (var member in unit.Unit.Members)
            {
                _byMember.Add(member, unit);
            }
        }
    }

    /// <summary>Each component is by itself.</summary>
    public static RunUnits None { get; } = new([]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<UnitRun> All { get; }

    /// <summary>The unit of a component; null for one by itself.</summary>
    public UnitRun? Of(string component) => _byMember.GetValueOrDefault(component);
}
