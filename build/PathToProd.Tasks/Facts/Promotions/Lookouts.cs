using System.Collections.Concurrent;
using PathToProd.Decisions.Promotions;
using PathToProd.Tasks.Facts.Monitoring;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Looks up what gates must know, several at a time, and each once.</summary>
public sealed class Lookouts
{
    // Enough for every monitor of a path at once, and no flood for one of them.
    private const int AtOnce = 16;

    private readonly ILookout[] _all;
    private readonly ConcurrentDictionary<Look, object> _answers = [];

    internal Lookouts(params ILookout[] all) => _all = all;

    /// <summary>Those of a platform.</summary>
    public static Lookouts Of() => new(new MonitoringLookout());

    /// <summary>The answers to all that was asked so far, these among them.</summary>
    /// <param name="looks">What to look up; what was looked up before is not looked up again.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LookAnswers> AnswerAsync(IEnumerable<Look> looks, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            looks.Distinct().Where(look => !_answers.ContainsKey(look)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (look, ends) => _answers[look] = await AnswerAsync(look, ends)
        );
        return new LookAnswers(_answers);
    }

    private Task<object> AnswerAsync(Look look, CancellationToken cancellation) =>
        Array.Find(_all, one => one.Knows(look)) is { } lookout
            ? lookout.LookAsync(look, cancellation)
            : Task.FromResult<object>(new Silence($"nothing here can look up {look.Name}"));
}
