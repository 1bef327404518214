using System.Runtime.ExceptionServices;

namespace PathToProd.Tasks.Files;

/// <summary>Does the same with several things at a time.</summary>
internal static class AtOnce
{
    /// <summary>What became of each, in their order. Of several that fail, the first counts.</summary>
    public static IReadOnlyList<TResult> All<T, TResult>(IReadOnlyCollection<T> things, Func<T, TResult> act)
    {
        var results = new (TResult? Result, ExceptionDispatchInfo? Failure)[things.Count];
        Parallel.ForEach(
            things.Select((thing, at) => (thing, at)),
            one =>
            {
                try
                {
                    results[one.at] = (act(one.thing), null);
                }
                catch (Exception exception)
                {
                    results[one.at] = (default, ExceptionDispatchInfo.Capture(exception));
                }
            }
        );
        foreach (var (_, failure) in results)
        {
            failure?.Throw();
        }

        return [.. results.Select(one => one.Result!)];
    }
}
