using System.Collections.Immutable;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>What was found out, by what was looked up.</summary>
/// <param name="answers">An answer of the look's own kind, or a <see cref="Silence"/>.</param>
public sealed class LookAnswers(IReadOnlyDictionary<Look, object> answers)
{
    /// <summary>Nothing was looked up.</summary>
    public static LookAnswers None { get; } = new(ImmutableDictionary<Look, object>.Empty);

    /// <summary>The answers with another one, which replaces that of the same look.</summary>
    public LookAnswers With<TAnswer>(Look<TAnswer> look, TAnswer answer)
        where TAnswer : class => new(answers.ToImmutableDictionary().SetItem(look, answer));

    /// <summary>The answers that the checkout itself gave.</summary>
    public LookAnswers Local => new(answers.Where(answer => answer.Key.IsLocal).ToImmutableDictionary());

    /// <summary>Whether it was looked up, with an answer or without.</summary>
    public bool Knows(Look look) => answers.ContainsKey(look);

    /// <summary>The answer; null with the reason when there is none.</summary>
    public (TAnswer? Answer, string Why) Of<TAnswer>(Look<TAnswer> look)
        where TAnswer : class =>
        answers.GetValueOrDefault(look) switch
        {
            TAnswer answer => (answer, ""),
            Silence silence => (null, silence.Why),
            _ => (null, $"{look.Name} was not looked up"),
        };
}

/// <summary>A look that has no answer.</summary>
/// <param name="Why">Why not, as a clause without a full stop.</param>
public sealed record Silence(string Why);
