namespace PathToProd.Model.Platform.Checks;

/// <summary>Finds cycles of "depends on".</summary>
internal static class Cycles
{
    /// <summary>
    /// One cycle for each way back that a walk finds, as the names along it, without the first again at the end. The walk
    /// goes by name, so the answer is always the same; it keeps its own stack, so that a long chain is not a danger.
    /// </summary>
    public static IEnumerable<IReadOnlyList<string>> Find(
        IEnumerable<string> names,
        Func<string, IEnumerable<string>> dependencies
    )
    {
        var done = new HashSet<string>();
        foreach (var start in Sorted(names))
        {
            if (done.Contains(start))
            {
                continue;
            }

            var path = new List<string> { start };
            var onPath = new HashSet<string> { start };
            var walks = new Stack<IEnumerator<string>>([Walk(dependencies, start)]);
            while (walks.TryPeek(out var walk))
            {
                if (!walk.MoveNext())
                {
                    walks.Pop().Dispose();
                    done.Add(path[^1]);
                    onPath.Remove(path[^1]);
                    path.RemoveAt(path.Count - 1);
                }
                else if (onPath.Contains(walk.Current))
                {
                    yield return path[path.IndexOf(walk.Current)..];
                }
                else if (!done.Contains(walk.Current))
                {
                    path.Add(walk.Current);
                    onPath.Add(walk.Current);
                    walks.Push(Walk(dependencies, walk.Current));
                }
            }
        }
    }

    private static IEnumerator<string> Walk(Func<string, IEnumerable<string>> dependencies, string name) =>
        Sorted(dependencies(name)).AsEnumerable().GetEnumerator();

    // Not LINQ's Order, of which a part is compiled at every start.
    private static string[] Sorted(IEnumerable<string> names)
    {
        string[] sorted = [.. names];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}
