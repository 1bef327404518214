namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>Something outside that a gate must know: a query, a program's answer. Equal ones are looked up once in a run.</summary>
public abstract record Look
{
    /// <summary>What is looked up, for messages: <c>the alerts of Alertmanager prod</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the checkout itself has the answer, so that it costs little and cannot be down. Default: no.</summary>
    public virtual bool IsLocal => false;
}

/// <summary>A look, and what kind of answer it has.</summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
public abstract record Look<TAnswer> : Look
    where TAnswer : class;
