namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// Ways to give up suppositions so that something is left of every conflict. Which suppositions are in conflict is found out
/// on the way.
/// </summary>
/// <remarks>
/// Smallest sets that hit every conflict, as Raymond Reiter published them: "A theory of diagnosis from first principles",
/// Artificial Intelligence 32 (1987), pages 57 to 95. Which conflict is branched on, and that no set is met twice, is ours.
/// </remarks>
/// <param name="components">How many components there are; of each one something is supposed.</param>
/// <param name="attempt">A conflict among the suppositions that are not given up; null if none, or no time.</param>
/// <param name="spend">Takes some steps from what is left. False when nothing is.</param>
internal sealed class HittingSets(int components, Func<int[]?> attempt, Func<int, bool> spend)
{
    /// <summary>What is given up, by component.</summary>
    private readonly bool[] _isFree = new bool[components];

    /// <summary>What is not to be given up, as all that follows from giving it up was looked at.</summary>
    private readonly bool[] _isSettled = new bool[components];

    private readonly List<int[]> _conflicts = [];

    /// <summary>What is given up now.</summary>
    public int[] Free => [.. Enumerable.Range(0, _isFree.Length).Where(IsFree)];

    public bool IsFree(int component) => _isFree[component];

    /// <summary>Gives suppositions up for good.</summary>
    public void GiveUp(int[] all) => Array.ForEach(all, component => _isFree[component] = true);

    /// <summary>
    /// How many must be given up at least: one for each of some conflicts without a common component. A supposition that is a
    /// conflict alone is given up for good, and no longer counted.
    /// </summary>
    /// <param name="most">How many may be given up. What is given up for good is taken from it.</param>
    public int Least(ref int most)
    {
        while (_conflicts.Count <= most && attempt() is { } conflict)
        {
            GiveUp(conflict);
            if (conflict.Length == 1)
            {
                most--;
            }
            else
            {
                _conflicts.Add(conflict);
            }
        }

        _conflicts.ForEach(conflict => Array.ForEach(conflict, component => _isFree[component] = false));
        return _conflicts.Count;
    }

    /// <summary>Makes an attempt with each way to give up so many further suppositions that may leave no conflict.</summary>
    public void Try(int count)
    {
        if (!spend(_conflicts.Count + 1) || Open() is not { } conflict || count == 0)
        {
            return;
        }

        var open = Array.FindAll(conflict, component => !_isSettled[component]);
        foreach (var component in open)
        {
            _isFree[component] = true;
            Try(count - 1);
            (_isFree[component], _isSettled[component]) = (false, true);
        }

        Array.ForEach(open, component => _isSettled[component] = false);
    }

    /// <summary>A conflict in which nothing is given up, the one with the fewest ways on; null if none, or no time.</summary>
    private int[]? Open()
    {
        var open = _conflicts
            .Where(conflict => !Array.Exists(conflict, IsFree))
            .MinBy(conflict => conflict.Count(component => !_isSettled[component]));
        if (open is null && attempt() is { } conflict)
        {
            _conflicts.Add(open = conflict);
        }

        return open;
    }
}
